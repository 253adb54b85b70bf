//! Code of examples, with line breaks where a line would be too long.

/// What fits into a line of an example.
const LINE: usize = 76;

/// A piece of code: text, or a group in brackets with what comes behind it.
#[derive(Clone, Debug)]
pub(super) struct Code {
    parts: Vec<Part>,
}

#[derive(Clone, Debug)]
enum Part {
    Text(String),
    List {
        head: String,
        items: Vec<Code>,
        tail: String,
    },
}

impl Code {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self {
            parts: vec![Part::Text(text.into())],
        }
    }

    /// A group; `head` ends with the bracket that `tail` closes.
    pub(super) fn list(head: String, items: Vec<Self>, tail: &str) -> Self {
        let tail = tail.to_owned();
        Self {
            parts: vec![Part::List { head, items, tail }],
        }
    }

    /// The code with text behind it.
    pub(super) fn then(mut self, text: &str) -> Self {
        self.parts.push(Part::Text(text.to_owned()));
        self
    }

    /// The code with a call behind it.
    pub(super) fn then_list(mut self, head: String, item: Self, tail: &str) -> Self {
        self.parts.extend(Self::list(head, vec![item], tail).parts);
        self
    }

    /// The code with text before it.
    pub(super) fn behind(mut self, text: &str) -> Self {
        self.parts.insert(0, Part::Text(text.to_owned()));
        self
    }

    /// The code in brackets.
    pub(super) fn inside(self, head: &str, tail: &str) -> Self {
        Self::list(head.to_owned(), vec![self], tail)
    }

    /// Whether it is better given a name than written where it is used.
    pub(super) fn is_long(&self) -> bool {
        self.flat().len() > 44
    }

    /// The lines of a statement.
    pub(super) fn statement(&self, head: &str, tail: &str) -> Vec<String> {
        let text = format!("{head}{}{tail}", self.rendered(0, head.len() + tail.len()));
        text.lines().map(str::to_owned).collect()
    }

    /// The code in one line if it fits behind `before` other characters, else with the items of its groups in lines.
    fn rendered(&self, indent: usize, before: usize) -> String {
        let flat = self.flat();
        if indent + before + flat.len() <= LINE {
            return flat;
        }
        let links = self.parts.iter().filter(|part| part.is_link()).count();
        let is_chain = links > 1 || self.parts.iter().any(Part::is_setter);
        let parts = self.parts.iter().map(|part| {
            if is_chain && part.is_link() {
                let deeper = indent + 4;
                format!("\n{}{}", " ".repeat(deeper), part.rendered(deeper))
            } else if is_chain {
                part.rendered(indent)
            } else {
                part.broken(indent)
            }
        });
        parts.collect()
    }

    fn flat(&self) -> String {
        self.parts.iter().map(Part::flat).collect()
    }
}

impl Part {
    /// Whether it goes on with a chain of calls.
    fn is_link(&self) -> bool {
        match self {
            Self::Text(text) | Self::List { head: text, .. } => text.starts_with('.'),
        }
    }

    /// Whether it is a call behind a value, with something in its brackets.
    fn is_setter(&self) -> bool {
        self.is_link() && matches!(self, Self::List { .. })
    }

    fn rendered(&self, indent: usize) -> String {
        let flat = self.flat();
        if indent + flat.len() < LINE {
            flat
        } else {
            self.broken(indent)
        }
    }

    /// The group with its items in lines.
    fn broken(&self, indent: usize) -> String {
        match self {
            Self::List { head, items, tail } if !items.is_empty() => {
                let inner = " ".repeat(indent + 4);
                let items = items.iter();
                let items = items.map(|item| format!("{inner}{},\n", item.rendered(indent + 4, 1)));
                let items: String = items.collect();
                format!("{head}\n{items}{}{tail}", " ".repeat(indent))
            }
            flat => flat.flat(),
        }
    }

    fn flat(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::List { head, items, tail } => {
                let items: Vec<String> = items.iter().map(Code::flat).collect();
                let space = if head.ends_with('{') && !items.is_empty() {
                    " "
                } else {
                    ""
                };
                format!("{head}{space}{}{space}{tail}", items.join(", "))
            }
        }
    }
}
