//! Invites somebody to a business, and lists who was invited and who is a member.
//!
//! ```sh
//! cargo run --package pinterest-v5-examples --bin business_access -- ada@example.com
//! ```
//!
//! Takes an e-mail address or the name of a user; the business is that of the token.
//!
//! - Environment: `PINTEREST_ACCESS_TOKEN`
//! - Scopes: `biz_access:read`, `biz_access:write`, `user_accounts:read`
//! - Cargo features: `business_invites`, `business_relationships`, `user_account`
//!
//! It prints:
//!
//! ```text
//! ada@example.com is invited
//! Invited by paper_boats
//! Invited: ada@example.com
//! 2 members
//! ```

use anyhow::Result;
use pinterest_v5::types::{InviteBusinessRole, InviteCreate, InviteType};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let who = std::env::args().nth(1);
    let who = who.unwrap_or_else(|| "ada@example.com".to_owned());
    let client = pinterest_v5_examples::client()?;
    let account = client.user_account().get().await?;
    let business = account.id.as_str();

    let new = InviteCreate::new(InviteBusinessRole::Employee, InviteType::MemberInvite);
    let invites = client
        .business_invites()
        .create(business, new.members([&who]));
    invites.await?.into_result()?;
    println!("{who} is invited");

    let mut invites = client.business_invites().list(business).items();
    while let Some(invite) = invites.try_next().await? {
        let word = match invite.is_received_invite {
            Some(true) => "Invited by",
            _ => "Invited:",
        };
        // The e-mail address is a secret, which has to be asked for.
        let user = invite.user.unwrap_or_default();
        println!("{word} {}", user.username.unwrap_or_default());
    }
    let mut count = 0;
    let mut members = client
        .business_relationships()
        .list_members(business)
        .items();
    while members.try_next().await?.is_some() {
        count += 1;
    }
    println!("{count} members");
    Ok(())
}
