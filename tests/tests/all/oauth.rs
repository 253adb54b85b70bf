//! The emitted token operation as the runtime uses it: forms and hosts on the wire, and the scopes.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response};
use pinterest_v5::api::{boards, oauth, pins};
use pinterest_v5::oauth::{BoxFuture, Callback, MemoryStore, OAuth, Scope, Tokens};
use pinterest_v5::runtime::{Transport, TransportError};
use pinterest_v5::{Client, Environment, Error, Secret, operations, types};

/// Answers the token operation with tokens and all else with an empty page, and remembers what came.
#[derive(Clone, Default)]
struct Pinterest(Arc<Mutex<Vec<String>>>);

impl Pinterest {
    fn app(&self, environment: Environment) -> Client {
        let builder = Client::builder().app_credentials("1500000", "5ecret");
        builder
            .environment(environment)
            .transport(self.clone())
            .build()
            .unwrap()
    }

    fn seen(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

impl Transport for Pinterest {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let credential = request.headers()["authorization"].to_str().unwrap();
        let form = String::from_utf8_lossy(request.body());
        let form: BTreeSet<&str> = form.split('&').collect();
        let form = Vec::from_iter(form).join("&");
        let line = format!("{} {} {credential} {form}", request.method(), request.uri());
        self.0.lock().unwrap().push(line.trim_end().to_owned());
        let body = match request.uri().path() {
            "/v5/oauth/token" => {
                r#"{"access_token":"pina_2","refresh_token":"pinr.2","expires_in":2592000,"scope":"boards:read",
                    "token_type":"bearer","refresh_token_expires_in":5184000,"refresh_token_expires_at":1800000000}"#
            }
            "/v5/oauth/conversion_token" => r#"{"access_token":"conversion"}"#,
            _ => r#"{"items":[],"bookmark":null}"#,
        };
        Box::pin(async { Ok(Response::new(Bytes::from_static(body.as_bytes()))) })
    }
}

const TOKEN: &str = "POST https://api.pinterest.com/v5/oauth/token Basic MTUwMDAwMDo1ZWNyZXQ=";

#[tokio::test]
async fn a_login_from_end_to_end() {
    let pinterest = Pinterest::default();
    let app = pinterest.app(Environment::Production);
    let oauth = OAuth::new(&app).redirect_uri("https://example.com/back");
    let scopes = Scope::required_by([boards::List::OPERATION, pins::Create::OPERATION]);
    let login = oauth.authorize(&scopes).unwrap();
    let state = login.state().expose();
    assert_eq!(
        login.url(),
        format!(
            "https://www.pinterest.com/oauth/?client_id=1500000&redirect_uri=https%3A%2F%2Fexample.com%2Fback\
             &response_type=code&scope=boards%3Aread,boards%3Awrite,pins%3Aread,pins%3Awrite&state={state}"
        )
    );
    let back = Callback::from_query(&format!("code=c%2F1&state={state}"));
    let tokens = oauth.exchange(back, state).await.unwrap();
    assert_eq!(tokens.refresh_token(), Some(&Secret::from("pinr.2")));
    assert_eq!(
        pinterest.seen(),
        [format!(
            "{TOKEN} code=c%2F1&continuous_refresh=true&grant_type=authorization_code\
             &redirect_uri=https%3A%2F%2Fexample.com%2Fback"
        )]
    );
    let client = oauth
        .client(oauth.session(MemoryStore::new(tokens)))
        .unwrap();
    client.boards().list().await.unwrap();
    assert_eq!(
        pinterest.seen(),
        ["GET https://api.pinterest.com/v5/boards Bearer pina_2"]
    );
}

#[tokio::test]
async fn the_other_grants_are_forms_too() {
    let pinterest = Pinterest::default();
    let oauth = OAuth::new(&pinterest.app(Environment::Production));
    oauth.refresh("pinr.1").await.unwrap();
    oauth
        .app_token([Scope::from("boards:read"), Scope::from("pins:read")])
        .await
        .unwrap();
    assert_eq!(
        pinterest.seen(),
        [
            format!("{TOKEN} grant_type=refresh_token&refresh_token=pinr.1"),
            format!("{TOKEN} grant_type=client_credentials&scope=boards%3Aread%2Cpins%3Aread"),
        ]
    );
}

#[tokio::test]
async fn the_sandbox_has_tokens_of_its_own() {
    let pinterest = Pinterest::default();
    let oauth =
        OAuth::new(&pinterest.app(Environment::Sandbox)).redirect_uri("https://example.com/back");
    let login = oauth.authorize([Scope::from("boards:read")]).unwrap();
    assert!(login.url().starts_with("https://www.pinterest.com/oauth/?"));
    let store = MemoryStore::new(Tokens::from_refresh_token("pinr.1"));
    oauth
        .client(oauth.session(store))
        .unwrap()
        .boards()
        .list()
        .await
        .unwrap();
    let seen = pinterest.seen();
    let hosts: Vec<&str> = seen
        .iter()
        .filter_map(|line| line.split(' ').nth(1))
        .collect();
    let host = "https://api-sandbox.pinterest.com/v5";
    assert_eq!(
        hosts,
        [format!("{host}/oauth/token"), format!("{host}/boards")]
    );
}

#[tokio::test]
async fn conversion_tokens_and_revocation_are_calls_like_any_other() -> Result<(), Error> {
    let pinterest = Pinterest::default();
    let oauth = OAuth::new(&pinterest.app(Environment::Production));
    let client =
        oauth.client(oauth.session(MemoryStore::new(Tokens::from_access_token("pina_1"))))?;
    let conversion = client.oauth().conversion_token().await?;
    assert_eq!(conversion.access_token.expose(), "conversion");
    client
        .oauth()
        .revoke(types::TokenRevocationCreate::new("pina_1"))
        .send()
        .await
        .ok();
    assert_eq!(
        pinterest.seen(),
        [
            "POST https://api.pinterest.com/v5/oauth/conversion_token Bearer pina_1".to_owned(),
            format!(
                "{} token=pina_1",
                TOKEN.replace("/token ", "/token/revoke ")
            ),
        ]
    );
    Ok(())
}

#[test]
fn scopes_are_those_of_the_operations_and_no_more() {
    let known: BTreeSet<&str> = operations::ALL
        .iter()
        .flat_map(|it| it.scopes)
        .copied()
        .collect();
    let named: BTreeSet<&str> = Scope::VALUES.iter().map(Scope::as_str).collect();
    assert_eq!(named, known);
    let all = Scope::required_by(operations::ALL.iter().copied());
    assert_eq!(all.len(), known.len());
    assert!(Scope::required_by([oauth::Token::OPERATION]).is_empty());
    assert_eq!(Scope::from("new:scope").as_str(), "new:scope");
}
