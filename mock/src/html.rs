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
         <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\"><style>{STYLE}</style></head>\
         <body>{content}</body></html>",
        escape(title)
    )
}

const STYLE: &str = ":root{color-scheme:light dark}body{background:light-dark(#fff,#161616);color:light-dark(#111,#eee);font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}\
code,pre{font:13px/1.5 ui-monospace,monospace;overflow-wrap:anywhere}\
pre{white-space:pre-wrap;max-height:24rem;overflow:auto;background:light-dark(#f4f4f4,#262626);padding:.5rem;margin:.3rem 0}\
button,select,input{font:inherit}button{padding:.4rem 1rem;margin:.2rem 0}select,input{padding:.3rem}\
.buttons{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;margin-bottom:1rem}\
table{border-collapse:collapse;width:100%;table-layout:fixed}.when{width:6rem}.operation{width:11rem}.answer{width:4.5rem}\
td,th{text-align:left;padding:.2rem .6rem;border-bottom:1px solid light-dark(#ddd,#444);vertical-align:top;overflow-wrap:anywhere}\
td ul{margin:0;padding-left:1rem}details details{margin-left:1.2rem}summary{overflow-wrap:anywhere}\
.bad{color:light-dark(#a00,#f88)}.good{color:light-dark(#060,#8d8)}.grid{display:flex;flex-wrap:wrap;gap:.6rem}\
.grid figure{width:9rem;margin:0;overflow-wrap:anywhere}.grid svg{width:9rem;height:12rem;border-radius:.6rem}nav{display:flex;gap:1rem}\
@media(max-width:48rem){table,tbody,tr,td{display:block}th{display:none}td{border:0;padding:.1rem 0}tr{padding:.6rem 0;border-bottom:1px solid light-dark(#ddd,#444)}}";
