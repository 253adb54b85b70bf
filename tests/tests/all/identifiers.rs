//! Identifiers: what one call answers with goes into another as it is.

use pinterest_v5::types::{
    ActionType, Ad, AdGroup, AdGroupCreate, AdGroupUpdate, AdUpdate, AssetAccessRequestCreate,
    AssetId, Board, BoardSection, BusinessRelationship, Campaign, CampaignUpdate, Interest,
    InviteBusinessRole, InviteCreate, InviteType, Keyword, KeywordCreate, KeywordUpdate,
    KeywordsCreate, Label, LabelUpdate, LabeledEntitiesCreate, MemberAssetAccessUpdate,
    PartnerAssetAccessUpdate, Permission, Pin, PinCreate, PinMediaSourceImageUrl, TargetingSpec,
    TargetingTemplate,
};
use pinterest_v5_mock::json_schema::Direction;
use pinterest_v5_mock::synthesis::{Members, Recipe, value};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::support::description;

#[test]
fn ads_find_their_parents() {
    let campaign: Campaign = listed("campaigns/list");
    let group: AdGroup = listed("ad_groups/list");
    let ad: Ad = listed("ads/list");
    let template: TargetingTemplate = listed("targeting_template/list");
    let keyword: Keyword = listed("keywords/get");

    let create = AdGroupCreate::new(&campaign.id, "Soups", ActionType::Clickthrough);
    assert_eq!(sent(create)["campaign_id"], campaign.id.as_str());
    let update = AdGroupUpdate::new(&group.id).campaign_id(&group.campaign_id);
    let update = sent(update.targeting_template_ids([&template.id]));
    assert_eq!(update["id"], group.id.as_str());
    assert_eq!(update["targeting_template_ids"][0], template.id.as_str());
    assert_eq!(
        sent(CampaignUpdate::new(&campaign.id))["id"],
        campaign.id.as_str()
    );
    let update = sent(
        AdUpdate::new(&ad.id)
            .ad_group_id(&ad.ad_group_id)
            .pin_id(&ad.pin_id),
    );
    assert_eq!(update["pin_id"], ad.pin_id.as_str());
    assert_eq!(
        sent(KeywordUpdate::new(&keyword.id))["id"],
        keyword.id.as_str()
    );
}

/// Keywords and labels belong to campaigns or ad groups; the id of either will do, and that of a keyword that was fetched.
#[test]
fn what_several_kinds_share_takes_each() {
    let campaign: Campaign = listed("campaigns/list");
    let group: AdGroup = listed("ad_groups/list");
    let keyword: Keyword = listed("keywords/get");
    let label: Label = listed("labels/list");

    for create in [
        KeywordsCreate::new(&campaign.id, [KeywordCreate::new("soup")]),
        KeywordsCreate::new(group.id.clone(), [KeywordCreate::new("soup")]),
        KeywordsCreate::new(&keyword.parent_id, [KeywordCreate::new("soup")]),
    ] {
        assert!(sent(create)["parent_id"].is_string());
    }
    let labelled = sent(LabeledEntitiesCreate::new([&campaign.id]));
    assert_eq!(labelled["entity_ids"][0], campaign.id.as_str());
    assert_eq!(sent(LabelUpdate::new(&label.id))["id"], label.id.as_str());
}

#[test]
fn pins_find_their_board_and_section() {
    let board: Board = listed("boards/list");
    let section: BoardSection = listed("board_sections/list");
    let pin: Pin = listed("boards/list_pins");
    let create = PinCreate::new(PinMediaSourceImageUrl::new("https://example.com/1.jpg"))
        .board_id(&board.id)
        .board_section_id(&section.id)
        .parent_pin_id(&pin.id);
    let create = sent(create);
    assert_eq!(create["board_id"], board.id.as_str());
    assert_eq!(create["parent_pin_id"], pin.id.as_str());
    assert_eq!(create["board_section_id"], section.id.as_str());
}

/// Members and partners of a business are listed as one type, and so is whoever employs the user.
#[test]
fn one_account_is_member_and_partner() {
    let account: BusinessRelationship = listed("get/business_members");
    let group: AdGroup = listed("ad_groups/list");
    let asset = group.ad_account_id.expect("an ad account");
    let member = MemberAssetAccessUpdate::new(&asset, &account.id, [Permission::Admin]);
    let partner = PartnerAssetAccessUpdate::new(&asset, &account.id, [Permission::Admin]);
    assert_eq!(sent(&member)["member_id"], account.id.as_str());
    assert_eq!(sent(&member)["asset_id"], sent(&partner)["asset_id"]);
    assert_eq!(sent(&partner)["partner_id"], account.id.as_str());
}

/// What a map goes by is an identifier as well, and so are the texts of targeting and the people of an invite.
#[test]
fn keys_and_lists_are_identifiers_too() {
    let account: BusinessRelationship = listed("get/business_members");
    let group: AdGroup = listed("ad_groups/list");
    let interest: Interest = listed("user_account/followed_interests");
    let asset = AssetId::from(group.ad_account_id.expect("an ad account"));
    let request = AssetAccessRequestCreate::new(&account.id, [(&asset, vec![Permission::Admin])]);
    assert_eq!(
        sent(request)["asset_id_to_permissions"][asset.as_str()][0],
        "ADMIN"
    );
    let spec = sent(TargetingSpec::default().interest([&interest.id]));
    assert_eq!(spec["INTEREST"][0], interest.id.as_str());
    let invite = InviteCreate::new(InviteBusinessRole::Employee, InviteType::PartnerInvite)
        .partners([&account.id]);
    assert_eq!(sent(invite)["partners"][0], account.id.as_str());
}

/// The first thing that a list answers with.
fn listed<T: DeserializeOwned>(operation: &str) -> T {
    let operations = description().operations().iter();
    let mut operations = operations.filter(|one| one.id == operation);
    let operation = operations.next().expect("the operation");
    let schema = operation.successes[0].schema.as_ref().expect("a body");
    let recipe = Recipe {
        members: Members::All,
        direction: Direction::Response,
        pick: 0,
    };
    let body = value(description(), schema, recipe).expect("a body");
    serde_json::from_value(body["items"][0].clone()).expect("an item")
}

fn sent(body: impl Serialize) -> Value {
    serde_json::to_value(body).expect("a body")
}
