//! Types as trees of facts.

use super::labels::Labels;
use super::node::Node;
use crate::model::ir::{Api, Enum, Field, Shape, TypeDef, TypeId, Variant};

impl Labels {
    /// A type with its members, values or alternatives.
    pub(super) fn type_node(&self, api: &Api, id: TypeId) -> Node {
        let def = &api.types[id];
        let title = format!("type {}", self.of(id));
        let mut node = Node::new(format!("type {}", id.0), title, def.at());
        node.fact("is", kind(def));
        for (place, _) in def.origins.iter().skip(1) {
            node.fact("merged", place.as_str());
        }
        node.fact("words", def.hint().words.join("."));
        node.flag("component", def.hint().component);
        node.maybe("direction", direction(def));
        let tags = def.tags.iter().map(|tag| api.tags[*tag].name.as_str());
        let tags: Vec<&str> = tags.collect();
        node.maybe("tags", (!tags.is_empty()).then(|| tags.join(", ")));
        node.flag("deprecated", def.deprecated);
        node.maybe("docs", def.docs.clone());
        match &def.shape {
            Shape::Struct(object) => {
                for constant in &object.constants {
                    node.fact(
                        "constant",
                        format!("{} = {:?}", constant.wire, constant.value),
                    );
                }
                node.parts = object.fields.iter().map(|one| self.field(one)).collect();
                if let Some(rest) = &object.rest {
                    let mut part =
                        Node::new(crate::rust::lock::REST, "all other members", &rest.at);
                    self.usage_facts(&mut part, rest);
                    node.parts.push(part);
                }
            }
            Shape::Enum(values) => {
                for value in crate::rust::lock::texts(values) {
                    let mut part = Node::new(value.clone(), format!("value {value}"), def.at());
                    part.at = None;
                    node.parts.push(part);
                }
            }
            Shape::Union(union) => {
                node.maybe("told by", union.tag.clone());
                let variants = union.variants.iter();
                node.parts = variants.map(|one| self.variant(one)).collect();
            }
            Shape::Id => {}
        }
        node
    }

    fn field(&self, field: &Field) -> Node {
        let mut node = Node::new(
            &field.wire,
            format!("member {}", field.wire),
            &field.usage.at,
        );
        node.fact("required", if field.required { "yes" } else { "no" });
        node.flag("patch", field.patch);
        node.flag("list", field.list);
        node.flag("boxed", field.boxed);
        self.usage_facts(&mut node, &field.usage);
        node
    }

    fn variant(&self, variant: &Variant) -> Node {
        let title = format!("alternative {}", variant.word);
        let mut node = Node::new(&variant.word, title, &variant.usage.at);
        node.maybe(
            "told by",
            (!variant.tags.is_empty()).then(|| variant.tags.join(", ")),
        );
        self.usage_facts(&mut node, &variant.usage);
        node
    }
}

fn kind(def: &TypeDef) -> &'static str {
    match &def.shape {
        Shape::Struct(_) => "struct",
        Shape::Enum(Enum::Text(_)) => "enum",
        Shape::Enum(Enum::Whole(_)) => "enum of numbers",
        Shape::Union(_) => "union",
        Shape::Id => "identifier",
    }
}

fn direction(def: &TypeDef) -> Option<&'static str> {
    match (def.direction.request, def.direction.response) {
        (true, true) => Some("both ways"),
        (true, false) => Some("request"),
        (false, true) => Some("response"),
        (false, false) => None,
    }
}
