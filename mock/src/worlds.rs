//! What is there to begin with.
//!
//! Invariant: a world is made by the same code as what callers make, so it has whatever they rely on.

mod names;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::acts::{Call, begin, create, fill_shelves, film, image};
use crate::judge::{Request, Verdict};
use crate::pinterest::Pinterest;
use crate::state::State;
use names::{ACCOUNTS, BOARDS, KEYWORDS, PINS, SEASONS, numbered};

/// A world to begin with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum World {
    /// Nothing but the account.
    Empty,
    /// Some boards with Pins, and one ad account.
    #[default]
    Small,
    /// Many ad accounts with many campaigns.
    Agency,
    /// Catalogs with feeds and product groups, and many Pins.
    Shop,
}

/// How much of everything a world has.
struct Size {
    boards: usize,
    pins: usize,
    accounts: usize,
    campaigns: usize,
    catalogs: usize,
    feeds: usize,
}

const ADS: &str = "/ad_accounts/{ad_account_id}";

/// Fills a Pinterest.
pub(crate) fn build(pinterest: &Pinterest, world: World) {
    let size = match world {
        World::Empty => return,
        World::Small => Size {
            boards: 5,
            pins: 60,
            accounts: 1,
            campaigns: 3,
            catalogs: 1,
            feeds: 1,
        },
        World::Agency => Size {
            boards: 3,
            pins: 20,
            accounts: 12,
            campaigns: 8,
            catalogs: 1,
            feeds: 1,
        },
        World::Shop => Size {
            boards: 12,
            pins: 400,
            accounts: 2,
            campaigns: 4,
            catalogs: 3,
            feeds: 4,
        },
    };
    let maker = Maker(pinterest);
    let pins = maker.boards(&size);
    for index in 0..size.accounts {
        maker.account(index, &size, &pins);
    }
    maker.catalogs(&size);
    let (business, now) = (pinterest.settings().user_id(), pinterest.clock().millis());
    let owner = pinterest.settings().username.clone();
    pinterest.state(|state| {
        begin(state, (&business, &owner), now);
        fill_shelves(state, now);
    });
    maker.rest();
}

struct Maker<'p>(&'p Pinterest);

type Scope = BTreeMap<String, String>;

impl Maker<'_> {
    fn boards(&self, size: &Size) -> Vec<String> {
        let board = |index: usize| {
            let privacy = if index % 4 == 3 { "SECRET" } else { "PUBLIC" };
            let body = json!({ "name": numbered(&BOARDS, index), "description": "What we like.", "privacy": privacy });
            let id = self.make("/boards", &Scope::new(), body);
            let scope = scope("board_id", &id);
            let section = json!({ "name": "To try" });
            let section = self.make("/boards/{board_id}/sections", &scope, section);
            (id, section)
        };
        let boards: Vec<(String, String)> = (0..size.boards).map(board).collect();
        let pin = |index: usize| {
            let (board, section) = &boards[index % boards.len()];
            let link = format!("https://example.com/{index}");
            let mut body = json!({ "title": numbered(&PINS, index), "board_id": board, "link": link, "alt_text": "A picture." });
            // One of four is in the board's section.
            if index % 4 == 3 {
                body["board_section_id"] = section.as_str().into();
            }
            let id = self.make("/pins", &Scope::new(), body);
            let file = format!("https://example.com/{index}.jpg");
            // One of ten is a film.
            let (kind, media) = if index % 10 == 9 {
                ("VIDEO", film(&file))
            } else {
                ("REGULAR", image(&file))
            };
            self.note(
                "/pins",
                &id,
                json!({ "creative_type": kind, "media": media }),
            );
            id
        };
        (0..size.pins).map(pin).collect()
    }

    fn account(&self, index: usize, size: &Size, pins: &[String]) {
        let body =
            json!({ "name": numbered(&ACCOUNTS, index), "country": "US", "currency": "USD" });
        let account = scope(
            "ad_account_id",
            &self.make("/ad_accounts", &Scope::new(), body),
        );
        let below = |path: &str, body: Value| self.make(&format!("{ADS}/{path}"), &account, body);
        for number in 0..size.campaigns {
            let season = SEASONS
                .get(number % SEASONS.len())
                .copied()
                .unwrap_or_default();
            let name = format!("{season} {}", 2026 + number / SEASONS.len());
            let campaign = json!({ "name": name, "objective_type": "CONSIDERATION", "daily_spend_cap": 25_000_000, "status": status(number) });
            let campaign = below("campaigns", campaign);
            for (index, which) in ["new", "known"].into_iter().enumerate() {
                let group = json!({ "name": format!("{name}, {which} people"), "campaign_id": campaign, "budget_in_micro_currency": 5_000_000, "bid_in_micro_currency": 1_200_000, "status": status(number), "billable_event": "CLICKTHROUGH" });
                let group = below("ad_groups", group);
                let pin = pins.get(number).cloned().unwrap_or_default();
                let ad = json!({ "name": format!("{name}, {which} people, ad"), "ad_group_id": group, "pin_id": pin, "creative_type": "REGULAR", "status": status(number), "campaign_id": campaign });
                let ad = below("ads", ad);
                // One was looked at and refused.
                if number == 1 && which == "known" {
                    let review = json!({ "review_status": "REJECTED", "rejected_reasons": ["LANDING_PAGE"], "summary_status": "REJECTED" });
                    self.note(&format!("{ADS}/ads"), &ad, review);
                }
                let keyword = json!({ "value": numbered(&KEYWORDS, number * 2 + index), "match_type": "BROAD", "parent_id": group, "parent_type": "ad_group", "bid": 200_000 });
                below("keywords", keyword);
            }
        }
        below(
            "audiences",
            json!({ "name": "Visitors", "audience_type": "VISITOR" }),
        );
        below(
            "customer_lists",
            json!({ "name": "Newsletter", "list_type": "EMAIL" }),
        );
        below("conversion_tags", json!({ "name": "Shop" }));
        below(
            "labels",
            json!({ "label_type": "BRAND", "value": "Soup Club" }),
        );
        let form = json!({ "name": "Newsletter", "completion_message": "Thank you.", "privacy_policy_link": "https://example.com/privacy", "has_accepted_terms": true, "questions": [] });
        below("lead_forms", form);
    }

    fn catalogs(&self, size: &Size) {
        for index in 0..size.catalogs {
            let body = json!({ "catalog_type": "RETAIL", "name": numbered(&ACCOUNTS, index) });
            let catalog = self.make("/catalogs", &Scope::new(), body);
            for number in 0..size.feeds {
                let feed = json!({
                    "catalog_type": "RETAIL", "catalog_id": catalog, "name": format!("Feed {}", number + 1), "format": "TSV",
                    "location": format!("https://example.com/feed-{index}-{number}.tsv"), "default_country": "US",
                    "default_locale": "en-US", "default_currency": "USD", "default_availability": "IN_STOCK", "status": "ACTIVE",
                });
                let feed = self.make("/catalogs/feeds", &Scope::new(), feed);
                let group = json!({ "catalog_type": "RETAIL", "catalog_id": catalog, "feed_id": feed, "name": "All products", "filters": { "all_of": [] } });
                self.make("/catalogs/product_groups", &Scope::new(), group);
            }
        }
    }

    /// Two of each kind that only Pinterest makes.
    fn rest(&self) {
        let kinds = self.0.resources().kinds().to_vec();
        for kind in kinds {
            let maker = self.0.resources().maker(self.0.description(), &kind);
            let scopes = match kind.scope.as_slice() {
                _ if maker.is_some_and(|maker| maker.template == kind.collection) => continue,
                [] => vec![Scope::new()],
                [one] => self.places(&kind.collection, one),
                _ => continue,
            };
            for scope in scopes {
                for username in ["north_loft", "paper_boats"] {
                    // What has an id of its own kind has another than a name.
                    let body = if kind.id == "username" {
                        json!({ "username": username })
                    } else {
                        json!({})
                    };
                    self.make(&kind.collection, &scope, body);
                }
            }
        }
    }

    /// One scope for each thing to which those of a collection belong: `/boards/{board_id}/sections` to a board.
    fn places(&self, collection: &str, variable: &str) -> Vec<Scope> {
        let parent = collection.split(&format!("/{{{variable}}}")).next();
        let ids = |state: &mut State| {
            let all = state.all(parent.unwrap_or_default());
            all.map(|(id, _)| scope(variable, id)).collect()
        };
        self.0.state(ids)
    }

    /// Sets members that only Pinterest does.
    fn note(&self, collection: &str, id: &str, members: Value) {
        self.0.state(|state| {
            if let (Some(thing), Value::Object(members)) = (state.get_mut(collection, id), members)
            {
                thing.value.extend(members);
            }
        });
    }

    /// Makes one thing; a collection that the description no longer has stays empty.
    fn make(&self, collection: &str, scope: &Scope, body: Value) -> String {
        let pinterest = self.0;
        let resources = pinterest.resources();
        let Some(kind) = resources.kind(collection) else {
            return String::new();
        };
        let operations = pinterest.description().operations();
        let operation = resources
            .maker(pinterest.description(), kind)
            .or_else(|| operations.first());
        let Some(operation) = operation else {
            return String::new();
        };
        let body: Map<String, Value> = match body {
            Value::Object(body) => body,
            _ => Map::new(),
        };
        pinterest.state(|state| {
            let mut call = Call {
                description: pinterest.description(),
                resources,
                settings: pinterest.settings(),
                state,
                operation,
                verdict: &Verdict::default(),
                request: &Request::default(),
                origin: "",
                now: pinterest.clock().millis(),
            };
            create(&mut call, kind, &body, scope).unwrap_or_default()
        })
    }
}

fn scope(name: &str, id: &str) -> Scope {
    Scope::from([(name.to_owned(), id.to_owned())])
}

/// One of three is paused.
fn status(index: usize) -> &'static str {
    if index % 3 == 2 { "PAUSED" } else { "ACTIVE" }
}
