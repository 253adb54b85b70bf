//! Values of targeting types: what can be chosen, and by what figures are broken down.

use serde_json::{Map, Value};

use super::super::{Call, Outcome};

/// Pairs of a value and its name.
type Values = &'static [(&'static str, &'static str)];

const TARGETS: &[(&str, Values)] = &[
    (
        "AGE_BUCKET",
        &[
            ("18-24", "18-24"),
            ("25-34", "25-34"),
            ("35-44", "35-44"),
            ("45-49", "45-49"),
            ("50-54", "50-54"),
            ("55-64", "55-64"),
            ("65+", "65+"),
        ],
    ),
    (
        "AGE_BUCKET_AND_GENDER",
        &[
            ("18-24, female", "18-24, Female"),
            ("18-24, male", "18-24, Male"),
            ("25-34, female", "25-34, Female"),
            ("25-34, male", "25-34, Male"),
        ],
    ),
    (
        "APPTYPE",
        &[
            ("android_mobile", "Android Mobile"),
            ("android_tablet", "Android Tablet"),
            ("ipad", "iPad"),
            ("iphone", "iPhone"),
            ("web", "Web"),
            ("web_mobile", "Web Mobile"),
        ],
    ),
    (
        "GENDER",
        &[
            ("female", "Female"),
            ("male", "Male"),
            ("unknown", "Unspecified"),
        ],
    ),
    (
        "LOCALE",
        &[
            ("de", "German"),
            ("en-GB", "English (UK)"),
            ("en-US", "English (US)"),
            ("fr", "French"),
        ],
    ),
    (
        "COUNTRY",
        &[
            ("DE", "Germany"),
            ("FR", "France"),
            ("GB", "United Kingdom"),
            ("US", "U.S."),
        ],
    ),
    (
        "LOCATION",
        &[
            ("501", "U.S.: New York"),
            ("803", "U.S.: Los Angeles"),
            ("807", "U.S.: San Francisco"),
            ("DE", "Germany"),
            ("US", "U.S."),
        ],
    ),
    (
        "GEO",
        &[
            ("BE-VOV", "Belgium: East Flanders"),
            ("DE-BE", "Germany: Berlin"),
            ("US-94107", "U.S.: 94107"),
        ],
    ),
    (
        "REGION",
        &[
            ("BE-VOV", "Belgium: East Flanders"),
            ("DE-BE", "Germany: Berlin"),
        ],
    ),
    ("INTEREST", INTERESTS),
    ("TARGETED_INTEREST", INTERESTS),
    ("PINNER_INTEREST", INTERESTS),
    (
        "KEYWORD",
        &[
            ("herb garden", "herb garden"),
            ("leek soup", "leek soup"),
            ("paper crafts", "paper crafts"),
        ],
    ),
    ("PLACEMENT", &[("BROWSE", "Browse"), ("SEARCH", "Search")]),
    ("CREATIVE_TYPE", &[("REGULAR", "Image"), ("VIDEO", "Video")]),
];

const INTERESTS: Values = &[
    ("918105274631", "Beauty"),
    ("918530398158", "Food and drink"),
    ("935249274030", "Home decor"),
];

/// What a type has of which nothing is known here: audiences and the like are known by their ids.
const IDS: Values = &[
    ("2542620905473", "Visitors"),
    ("2542620905475", "Newsletter"),
];

/// The values of a targeting type.
pub(super) fn values(kind: &str) -> impl Iterator<Item = &'static str> {
    named(kind).iter().map(|(value, _)| *value)
}

/// `GET /resources/targeting/{targeting_type}`: one object of the names by their values.
pub(super) fn options(call: &mut Call<'_>) -> Outcome {
    let kind = call.path("targeting_type").unwrap_or_default();
    let names = named(&kind);
    let names = names
        .iter()
        .map(|(value, name)| ((*value).to_owned(), (*name).into()));
    let names: Map<String, Value> = names.collect();
    Ok(call.success(Some(vec![Value::from(names)].into())))
}

fn named(kind: &str) -> Values {
    let found = TARGETS.iter().find(|(known, _)| *known == kind);
    found.map_or(IDS, |(_, values)| values)
}
