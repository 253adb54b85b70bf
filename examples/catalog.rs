//! Adds a feed to the catalogs, and takes an item out at once, without waiting for the feed.
//!
//! ```sh
//! cargo run --package pinterest-v5-examples --bin catalog -- https://example.com/soups.tsv A1
//! ```
//!
//! Takes the address of the file that Pinterest shall fetch, and the merchant's id of an item that is sold out.
//!
//! - Environment: `PINTEREST_ACCESS_TOKEN`
//! - Scopes: `catalogs:read`, `catalogs:write`
//! - Cargo features: `catalog_feeds`, `catalog_items`
//!
//! It prints:
//!
//! ```text
//! Feed [..]: Soups
//! Item A1: SUCCESS
//! ```

use anyhow::{Result, bail};
use pinterest_v5::types::{
    CatalogFeed, CatalogFeedFormat, CatalogItemBatchCreate, CatalogItemLanguage, Country,
    ItemBatch, RetailItemBatchCreate, RetailItemDelete, UntypedFeedCreate,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let location = arguments.next();
    let location = location.unwrap_or_else(|| "https://example.com/soups.tsv".to_owned());
    let item = arguments.next().unwrap_or_else(|| "A1".to_owned());
    let client = pinterest_v5_examples::client()?;

    let new = UntypedFeedCreate::new("Soups", CatalogFeedFormat::Tsv, location)
        .default_country(Country::Us);
    let CatalogFeed::Retail(feed) = client.catalog_feeds().create(new).await? else {
        bail!("the feed is not one of products");
    };
    println!("Feed {}: {}", feed.id, feed.name.unwrap_or_default());

    // A feed is fetched once a day; a batch changes single items now.
    let items = [RetailItemDelete::new(item)];
    let batch = RetailItemBatchCreate::new(Country::Us, items, CatalogItemLanguage::EnUs);
    let batch = client
        .catalog_items()
        .create_batch(CatalogItemBatchCreate::from(batch));
    let ItemBatch::Retail(batch) = batch.poll().await? else {
        bail!("the batch is not one of products");
    };
    for item in &batch.items {
        let status = item
            .status
            .as_ref()
            .map_or("unknown", |status| status.as_str());
        println!(
            "Item {}: {status}",
            item.item_id.as_ref().map_or("", |id| id.as_str())
        );
    }
    Ok(())
}
