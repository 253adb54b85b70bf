//! Creates a campaign with an ad group, an ad and keywords, all paused, and archives it again.
//!
//! ```sh
//! cargo run --package pinterest-v5-examples --bin ads -- 549755885175
//! ```
//!
//! Takes the id of the ad account; without one it takes the first. The ad shows the first Pin of the account.
//!
//! - Environment: `PINTEREST_ACCESS_TOKEN`
//! - Scopes: `ads:read`, `ads:write`, `boards:read`, `pins:read`
//! - Cargo features: `ad_accounts`, `ad_groups`, `ads`, `campaigns`, `keywords`, `pins`
//!
//! It prints:
//!
//! ```text
//! Campaign [..]: Soup weeks
//! Ad group [..]: Soup lovers
//! Ad [..] shows Pin [..]
//! 2 keywords
//! Campaign [..] is archived
//! ```

use anyhow::{Context as _, Result};
use pinterest_v5::MicroAmount;
use pinterest_v5::types::{
    ActionType, AdAccountId, AdCreate, AdGroupCreate, CampaignCreate, CampaignObjectiveType,
    CampaignUpdate, CreativeType, EntityStatus, KeywordCreate, KeywordsCreate, MatchType,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let client = pinterest_v5_examples::client()?;
    let account: AdAccountId = if let Some(id) = std::env::args().nth(1) {
        id.into()
    } else {
        let first = client.ad_accounts().list().items().try_next().await?;
        first.context("there is no ad account")?.id
    };
    let pin = client.pins().list().items().try_next().await?;
    let pin = pin.context("there is no Pin to show")?;

    // Money is in the ad account's currency.
    let new = CampaignCreate::new("Soup weeks", CampaignObjectiveType::Consideration)
        .daily_spend_cap(MicroAmount::from_units(25))
        .status(EntityStatus::Paused);
    let campaigns = client.campaigns().create_all(&account, [new]).await?;
    let campaign = campaigns.into_result()?.pop().context("no campaign")?;
    println!("Campaign {}: {}", campaign.id, campaign.name);

    let new = AdGroupCreate::new(&campaign.id, "Soup lovers", ActionType::Clickthrough)
        .budget_in_micro_currency(MicroAmount::from_units(5))
        .status(EntityStatus::Paused);
    let groups = client.ad_groups().create_all(&account, [new]).await?;
    let group = groups.into_result()?.pop().context("no ad group")?;
    println!("Ad group {}: {}", group.id, group.name);

    let new = AdCreate::new(&group.id, &pin.id, CreativeType::Regular);
    let ads = client.ads().create_all(&account, [new]).await?;
    let ad = ads.into_result()?.pop().context("no ad")?;
    println!("Ad {} shows Pin {}", ad.id, ad.pin_id);

    let words = ["leek soup", "onion soup"];
    let words = words.map(|word| KeywordCreate::new(word).match_type(MatchType::Broad));
    let new = KeywordsCreate::new(&group.id, words);
    let keywords = client.keywords().create(&account, new).await?;
    println!("{} keywords", keywords.keywords.len());

    let change = CampaignUpdate::new(&campaign.id).status(EntityStatus::Archived);
    let changed = client.campaigns().update_all(&account, [change]).await?;
    changed.into_result()?;
    println!("Campaign {} is archived", campaign.id);
    Ok(())
}
