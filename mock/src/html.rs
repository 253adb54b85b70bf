//! Pages: one look, and nothing in them that was not escaped.

/// The text in a place where HTML reads text.
#[must_use]
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// A page with this content, which is HTML.
#[must_use]
pub(crate) fn page(title: &str, content: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style></head>\
         <body>{content}</body></html>",
        escape(title)
    )
}

const STYLE: &str = ":root{color-scheme:light dark}body{background:light-dark(#fff,#161616);color:light-dark(#111,#eee);font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}\
code,pre{font:13px/1.5 ui-monospace,monospace}pre{overflow:auto;background:light-dark(#f4f4f4,#262626);padding:.5rem}\
button{font:inherit;padding:.4rem 1rem;margin:.2rem 0}table{border-collapse:collapse;width:100%}\
td,th{text-align:left;padding:.2rem .6rem;border-bottom:1px solid light-dark(#ddd,#444);vertical-align:top}\
.bad{color:light-dark(#a00,#f88)}.good{color:light-dark(#060,#8d8)}.grid{display:flex;flex-wrap:wrap;gap:.6rem}\
.grid figure{width:9rem;margin:0}.grid svg{width:9rem;height:12rem;border-radius:.6rem}nav a{margin-right:1rem}";
