//! Arguments: what is given for a value of each object and for each call, and in which order.
//!
//! Takes the API with its bundles; gives `Struct::arguments`, and `by_name` of objects and operations. What is required is taken in the
//! order in which a person says it: ids of parents, the own id, start, end, name, the rest. Within these the list of
//! required members decides where it has an order, and `x-arguments` comes before all of it. A complete bundle represents
//! its members.
//!
//! Invariant: no two neighbours are of one type; where they would be, and where there are many, they are given
//! by name.

use crate::ir::{
    Api, Argument, Bundle, Field, Location, Operation, Order, Shape, Struct, Type, TypeId, Usage,
};

/// More values than this are given by name.
const MOST_ARGUMENTS: usize = 5;

/// Decides the arguments of every object and whether those of operations are given by name.
pub(super) fn settle(api: &mut Api) {
    for id in api.types.ids().collect::<Vec<TypeId>>() {
        let Some(object) = api.types.object(id) else {
            continue;
        };
        let arguments = bundled(api, object, ordered(object));
        let by_name =
            arguments.len() > MOST_ARGUMENTS || arguments.windows(2).any(|pair| same(object, pair));
        let together = together(api, object);
        if let Shape::Struct(object) = &mut api.types[id].shape {
            object.arguments = arguments;
            object.by_name = by_name;
            object.together = together;
        }
    }
    let counts = api.operations.iter().map(|one| required(api, one));
    let counts: Vec<usize> = counts.collect();
    for (operation, count) in api.operations.iter_mut().zip(counts) {
        operation.by_name = count > MOST_ARGUMENTS;
    }
}

/// How many values a call needs; a bundle is one.
fn required(api: &Api, operation: &Operation) -> usize {
    let bundles: Vec<&Bundle> = api.bundles_of(operation).collect();
    let holding = |name: &String| bundles.iter().position(|one| one.members.contains(name));
    let mut count = usize::from(operation.body.as_ref().is_some_and(|body| body.required));
    let mut taken = Vec::new();
    for parameter in operation.parameters.iter().filter(|one| one.required) {
        match holding(&parameter.name) {
            Some(bundle) if parameter.location == Location::Query => {
                if !taken.contains(&bundle) {
                    taken.push(bundle);
                    count += 1;
                }
            }
            _ => count += 1,
        }
    }
    count
}

/// The bundles that can be set at once although nothing of them is required.
fn together(api: &Api, object: &Struct) -> Vec<(usize, Vec<usize>)> {
    let is_optional =
        |field: &Field| !field.required && !field.patch && !field.list && !field.usage.read_only;
    let bundles = api.bundles.iter().enumerate();
    bundles
        .filter_map(|(position, bundle)| {
            Some((position, members(api, bundle, object, is_optional)?))
        })
        .collect()
}

/// The members of a bundle that an object has, if it has them all and each is as is asked for.
fn members(
    api: &Api,
    bundle: &Bundle,
    object: &Struct,
    is_so: impl Fn(&Field) -> bool,
) -> Option<Vec<usize>> {
    let declared = |wire: &String| {
        let mut parameters = api.parameters.iter().filter(|one| one.name == *wire);
        let kind = parameters.next()?.kinds.first()?;
        let member = object.fields.iter().position(|field| {
            let ty = &field.usage.ty;
            field.wire == *wire && is_so(field) && *ty == kind.usage.ty && !field.boxed
        })?;
        Some(member)
    };
    let taken = object.fields.iter().any(|field| {
        let name = field.wire.replace('_', "");
        name.eq_ignore_ascii_case(&bundle.name)
    });
    (!taken).then(|| bundle.members.iter().map(declared).collect())?
}

/// The required members in the order in which they are said.
fn ordered(object: &Struct) -> Vec<usize> {
    let fields = object.fields.iter().enumerate();
    let required = fields.filter(|(_, field)| field.is_argument());
    let mut order: Vec<usize> = required.map(|(position, _)| position).collect();
    order.sort_by_key(|position| {
        let wire = &object.fields[*position].wire;
        let place = |names: &[String]| names.iter().position(|name| name == wire);
        match &object.order {
            Order::Given(names) => match place(names) {
                Some(place) => (0, place),
                None => (1 + role(&object.fields[*position]), 0),
            },
            Order::Required(names) => {
                let last = names.len();
                (
                    role(&object.fields[*position]),
                    place(names).unwrap_or(last),
                )
            }
            Order::Unsaid => (role(&object.fields[*position]), 0),
        }
    });
    order
}

/// How early a member is said.
fn role(field: &Field) -> usize {
    let single = !matches!(field.usage.ty, Type::List(_) | Type::Map(..));
    let mut words = field.wire.split('_');
    match field.wire.as_str() {
        wire if wire.ends_with("_id") && single => 0,
        "id" => 1,
        _ if words.clone().next() == Some("start") => 2,
        _ if words.clone().next() == Some("end") => 3,
        _ if matches!(words.next_back(), Some("name" | "title")) => 4,
        _ => 5,
    }
}

/// The members as arguments, with bundles in place of the first of theirs.
fn bundled(api: &Api, object: &Struct, order: Vec<usize>) -> Vec<Argument> {
    let mut arguments: Vec<Argument> = order.into_iter().map(Argument::Member).collect();
    for (position, bundle) in api.bundles.iter().enumerate() {
        // What can be left out in part does not represent what is required.
        let whole = bundle
            .complete
            .then(|| members(api, bundle, object, Field::is_argument));
        let Some(members) = whole.flatten() else {
            continue;
        };
        let inside = |one: &Argument| matches!(one, Argument::Member(one) if members.contains(one));
        let Some(first) = arguments.iter().position(inside) else {
            continue;
        };
        arguments.retain(|one| !inside(one));
        arguments.insert(first, Argument::Bundle(position, members));
    }
    arguments
}

/// Whether two neighbours take the same.
fn same(object: &Struct, pair: &[Argument]) -> bool {
    match pair {
        [Argument::Member(one), Argument::Member(other)] => {
            let usage = |position: usize| &object.fields[position].usage;
            alike(usage(*one), usage(*other))
        }
        _ => false,
    }
}

/// Whether values of one type fit the other; a secret is made from text, and moments differ on the wire alone.
fn alike(one: &Usage, other: &Usage) -> bool {
    match (&one.ty, &other.ty) {
        (Type::String | Type::Secret, Type::String | Type::Secret)
        | (Type::Timestamp | Type::UnixTime(_), Type::Timestamp | Type::UnixTime(_))
        | (Type::MicroAmount { .. }, Type::MicroAmount { .. }) => true,
        (Type::List(one), Type::List(other)) => alike(one, other),
        (Type::Page(one), Type::Page(other)) | (Type::OneOrMany(one), Type::OneOrMany(other)) => {
            alike(one, other)
        }
        (Type::Map(key, one), Type::Map(other_key, other)) => key == other_key && alike(one, other),
        (one, other) => one == other,
    }
}
