//! What an answer gives goes where a request takes it: copies of what was fetched, values, identifiers.

use pinterest_v5::Client;
use pinterest_v5::types::{
    AdAccountId, AdGroupCreate, AssetId, AudienceCreate, BoardCreate, BusinessId, CampaignCreate,
    CatalogCurrency, Currency, EntityId, EntityStatus, ReportColumn, RetailFeed, RetailFeedCreate,
    TargetingAdvertiserCountry, TemplateColumn,
};
use pinterest_v5_mock::LocalPinterest;

fn client() -> Client {
    let local = LocalPinterest::new().expect("a server");
    local.client().expect("a client")
}

async fn account(client: &Client) -> AdAccountId {
    let accounts = client.ad_accounts().list().await.expect("accounts");
    accounts.items[0].id.clone()
}

#[tokio::test]
async fn a_campaign_is_created_again_with_its_ad_groups() {
    let client = client();
    let account = account(&client).await;
    let campaigns = client.campaigns().list(&account).await.expect("campaigns");
    let original = campaigns.items[0].clone();
    let new = CampaignCreate::from(original.clone())
        .name("Copy")
        .status(EntityStatus::Paused);
    let sent = serde_json::to_value(&new).expect("JSON");
    assert_eq!(sent.get("ad_account_id"), None);
    let copy = client.campaigns().create_one(&account, new).await;
    let copy = copy.expect("a copy");
    assert_ne!(copy.id, original.id);
    assert_eq!(
        (&*copy.name, copy.status),
        ("Copy", Some(EntityStatus::Paused))
    );
    assert_eq!(copy.objective_type, original.objective_type);
    assert_eq!(copy.daily_spend_cap, original.daily_spend_cap);

    let groups = client.ad_groups().list(&account);
    let groups = groups
        .campaign_ids([&original.id])
        .await
        .expect("ad groups");
    let group = groups.items.into_iter().next().expect("an ad group");
    let (spec, event) = (group.targeting_spec.clone(), group.billable_event.clone());
    let new = AdGroupCreate::from(group).campaign_id(&copy.id);
    assert_eq!(new.promotion_ids, None);
    let group = client.ad_groups().create_one(&account, new).await;
    let group = group.expect("an ad group");
    assert_eq!(group.campaign_id, copy.id);
    assert_eq!((group.targeting_spec, group.billable_event), (spec, event));
}

#[tokio::test]
async fn a_board_is_created_again() {
    let client = client();
    let board = client
        .boards()
        .list()
        .await
        .expect("boards")
        .items
        .remove(0);
    let privacy = board.privacy.clone();
    let copy = BoardCreate::from(board).name("Copy");
    let copy = client.boards().create(copy).await.expect("a board");
    assert_eq!((&*copy.name, copy.privacy), ("Copy", privacy));
}

#[test]
fn what_is_required_and_absent_is_named() {
    let feed: RetailFeed = serde_json::from_value(serde_json::json!({
        "id": "1", "catalog_type": "RETAIL", "created_at": "2026-01-16T00:00:00",
        "updated_at": "2026-01-16T00:00:00", "default_country": "DE", "default_locale": "de-DE",
        "default_currency": "EUR", "format": "CSV", "location": "https://example.com/feed.csv",
        "status": "ACTIVE", "default_availability": "IN_STOCK", "credentials": null,
        "preferred_processing_schedule": null, "catalog_id": "2",
    }))
    .expect("a feed");
    let error = RetailFeedCreate::try_from(feed.clone()).expect_err("no name");
    assert_eq!(error.name(), "name");
    let mut named = feed;
    named.name = Some("Shop".to_owned());
    let copy = RetailFeedCreate::try_from(named).expect("a feed");
    assert_eq!((&*copy.name, copy.default_country.as_str()), ("Shop", "DE"));
    let audience = serde_json::json!({ "id": "1", "name": "Visitors" });
    let audience: pinterest_v5::types::Audience =
        serde_json::from_value(audience).expect("an audience");
    let error = AudienceCreate::try_from(audience).expect_err("no type");
    assert!(error.to_string().contains("`audience_type`"), "{error}");
}

#[test]
fn values_of_answers_go_into_requests() {
    assert_eq!(
        CatalogCurrency::from(Currency::from("USD")),
        CatalogCurrency::from("USD")
    );
    let columns = [
        TemplateColumn::from("SPEND_IN_DOLLAR"),
        TemplateColumn::from("NEW_COLUMN"),
    ];
    let columns: Vec<ReportColumn> = columns.iter().map(ReportColumn::from).collect();
    assert_eq!(columns[0], ReportColumn::SpendInDollar);
    assert_eq!(columns[1], "NEW_COLUMN");
    let country = pinterest_v5::types::Country::from("DE");
    assert_eq!(TargetingAdvertiserCountry::from(&country), "DE");
}

#[tokio::test]
async fn an_asset_is_what_its_kind_says() {
    let client = client();
    let account = account(&client).await;
    let asset = AssetId::from(&account);
    let found = client.ad_accounts().get(&asset).await.expect("the account");
    assert_eq!(found.id, account);
    assert_eq!(BusinessId::from(AssetId::from("9")), "9");
    assert_eq!(AdAccountId::from(&EntityId::from("8")), "8");
}
