//! What no shape gives: codes, aliases, references, collections that are none.

/// Pinterest's code when one of a kind is not there; 404 for the others.
pub(crate) const MISSING: &[(&str, i64)] = &[
    ("/boards", 40),
    ("/boards/{board_id}/sections", 2031),
    ("/pins", 50),
    ("/catalogs", 678),
    ("/catalogs/feeds", 4161),
    ("/catalogs/items/batch", 4331),
    ("/catalogs/product_groups", 4180),
];

/// Paths that look like collections and keep nothing.
pub(super) const NOT_KEPT: &[&str] = &[
    "/ad_accounts/{ad_account_id}/bulk",
    "/ad_accounts/{ad_account_id}/leads_export",
    "/ad_accounts/{ad_account_id}/mmm_reports",
    "/ad_accounts/{ad_account_id}/reports",
    "/ad_accounts/{ad_account_id}/reports/brand_category_sku",
    "/catalogs/items/batch",
    "/catalogs/reports",
    "/businesses/{business_id}/members",
    "/businesses/{business_id}/invites",
    "/businesses/{business_id}/system_users",
    "/catalogs/{catalog_id}/supplemental_items/batch",
    "/media",
    "/pins/{pin_id}/product_tags",
    "/resources/targeting",
    "/resources/targeting/interests",
    "/ad_accounts/{ad_account_id}/customer_lists/{customer_list_id}/uploads",
];

/// Members that hold the id where it is not called so.
pub(super) const ALIASES: &[(&str, &str)] = &[
    (
        "/ad_accounts/{ad_account_id}/advertiser_defined_events",
        "name",
    ),
    ("/ad_accounts/{ad_account_id}/ads_credit/discounts", "title"),
    (
        "/ad_accounts/{ad_account_id}/ssio/order_lines",
        "pin_order_id",
    ),
    ("/user_account/following", "username"),
    ("/integrations/commerce", "external_business_id"),
    ("/user_account/websites", "website"),
];

/// Collections that another path adds to, and the operation that does.
pub(crate) const MADE_BY: &[(&str, &str)] = &[
    (
        "/ad_accounts/{ad_account_id}/ssio/order_lines",
        "ssio_insertion_order/create",
    ),
    (
        "/ad_accounts/{ad_account_id}/ads_credit/discounts",
        "ads_credit/redeem",
    ),
    (
        "/catalogs/feeds/{feed_id}/processing_results",
        "feeds/ingest",
    ),
    ("/user_account/following", "follow_user/update"),
];

/// Paths for several things of a collection at once, and the collection.
pub(super) const TOGETHER: &[(&str, &str)] = &[(
    "/catalogs/product_groups/multiple",
    "/catalogs/product_groups",
)];

/// What a collection holds where neither a fetch nor a list says so.
pub(super) const ENTITIES: &[(&str, &str)] = &[];

/// Pairs of a variable and a member.
type Places = &'static [(&'static str, &'static str)];

/// Lists of another collection's things: the operation, the collection, and which variable of the path is which member.
pub(super) const LISTS: &[(&str, &str, Places)] = &[
    ("boards/list_pins", "/pins", &[("board_id", "board_id")]),
    (
        "board_sections/list_pins",
        "/pins",
        &[("board_id", "board_id"), ("section_id", "board_section_id")],
    ),
    (
        "get_ad_groups_by_promotion_ids/list",
        "/ad_accounts/{ad_account_id}/ad_groups",
        &[("ad_account_id", "ad_account_id")],
    ),
    (
        "ssio_insertion_orders_status/get_by_ad_account",
        "/ad_accounts/{ad_account_id}/ssio/order_lines",
        &[("ad_account_id", "ad_account_id")],
    ),
    ("search_user_boards/get", "/boards", &[]),
    ("search_user_pins/list", "/pins", &[]),
];

/// Looks at one of another collection's things: the operation, the collection, and the variable of the id.
pub(crate) const GETS: &[(&str, &str, &str)] = &[(
    "ssio_insertion_orders_status/get_by_pin_order_id",
    "/ad_accounts/{ad_account_id}/ssio/order_lines",
    "pin_order_id",
)];

/// Lists of another collection's things that show other members of them.
pub(crate) const PARTIAL: &[&str] = &["ssio_insertion_orders_status/get_by_ad_account"];

/// Parameters that ask for things by what was done with them, which a note under the parameter's name tells.
pub(crate) const NOTED: &[(&str, &str)] =
    &[("/ad_accounts/{ad_account_id}/labels", "campaign_ids")];

/// Members that name another thing, and its collection. In a body each must be there.
pub(crate) const REFERENCES: &[(&str, &str)] = &[
    ("board_id", "/boards"),
    ("board_section_id", "/boards/{board_id}/sections"),
    ("parent_pin_id", "/pins"),
    ("pin_id", "/pins"),
    ("campaign_id", "/ad_accounts/{ad_account_id}/campaigns"),
    ("ad_group_id", "/ad_accounts/{ad_account_id}/ad_groups"),
    ("ad_id", "/ad_accounts/{ad_account_id}/ads"),
    (
        "customer_list_id",
        "/ad_accounts/{ad_account_id}/customer_lists",
    ),
    ("lead_form_id", "/ad_accounts/{ad_account_id}/lead_forms"),
    ("catalog_id", "/catalogs"),
    ("feed_id", "/catalogs/feeds"),
    ("catalog_product_group_id", "/catalogs/product_groups"),
];

/// What goes with a thing that is removed: its collection, another one, and the member there that names it.
pub(crate) const BELONGS: &[(&str, &str, &str)] = &[
    ("/boards", "/pins", "board_id"),
    ("/boards", "/boards/{board_id}/sections", "board_id"),
    ("/boards/{board_id}/sections", "/pins", "board_section_id"),
];

/// Counts that a thing shows of others: its collection, the member, the collection counted and the member that names it.
pub(crate) const COUNTS: &[(&str, &str, &str, &str)] =
    &[("/boards", "pin_count", "/pins", "board_id")];

/// Members of a query that ask for more in an answer, or say in whose name it is asked: nothing is left out for them.
pub(crate) const NOT_FILTERS: &[&str] = &[
    "ad_account_id",
    "bookmark",
    "include_details",
    "include_html",
    "include_protected_pins",
    "include_sizing",
    "limit",
    "order",
    "page_size",
    "pin_metrics",
    "test",
];
