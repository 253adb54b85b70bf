//! The login of a user, tokens by hand, and whose credential a call carries.

use pinterest_v5_runtime::{Callback, Credential, Environment, ErrorKind, OAuth};
use serde_json::json;

use super::world::{START, World, tokens};

#[test]
fn a_login_begins_at_pinterests_page() {
    let world = World::default();
    let login = world
        .oauth()
        .authorize(["boards:read", "pins:write"])
        .unwrap();
    let state = login.state().expose();
    assert_eq!(state.len(), 43);
    assert_eq!(
        login.url(),
        format!(
            "https://www.pinterest.com/oauth/?client_id=app\
             &redirect_uri=https%3A%2F%2Fexample.com%2Fback%3Ffrom%3Dpinterest&response_type=code\
             &scope=boards%3Aread,pins%3Awrite&state={state}"
        )
    );
    assert_ne!(
        world.oauth().authorize(["boards:read"]).unwrap().state(),
        login.state()
    );
    assert!(world.log().is_empty());
}

#[test]
fn the_page_can_be_another_one() {
    let oauth = World::default()
        .oauth()
        .authorization_url("https://example.com/consent?lang=de");
    let login = oauth.authorize(["ads:read"]).unwrap();
    assert!(
        login
            .url()
            .starts_with("https://example.com/consent?lang=de&client_id=app&"),
        "{}",
        login.url()
    );
}

#[test]
fn a_login_without_app_or_redirect_uri_says_what_is_missing() {
    let world = World::default();
    let error = OAuth::new(&world.app())
        .authorize(["ads:read"])
        .unwrap_err();
    assert!(error.to_string().contains("redirect_uri"), "{error}");
    let nobody = pinterest_v5_runtime::ClientBuilder::new()
        .transport(world.clone())
        .build()
        .unwrap();
    let error = OAuth::<super::app::App>::new(&nobody)
        .redirect_uri("x")
        .authorize(["ads:read"])
        .unwrap_err();
    assert!(error.to_string().contains("app_credentials"), "{error}");
}

#[tokio::test]
async fn a_code_is_exchanged_for_tokens() {
    let world = World::default();
    let oauth = world.oauth();
    let login = oauth.authorize(["boards:read"]).unwrap();
    let back = format!(
        "https://example.com/back?from=pinterest&code=c%2B1&state={}",
        login.state().expose()
    );
    let exchanged = oauth
        .exchange(Callback::from_query(&back), login.state().expose())
        .await
        .unwrap();
    assert_eq!(
        serde_json::to_value(&exchanged).unwrap(),
        json!({
            "access_token": "a2",
            "obtained_at": START,
            "expires_at": START + 2_592_000,
            "refresh_token": "r2",
            "refresh_token_expires_at": START + 5_184_000,
            "scope": "boards:read,pins:read",
        })
    );
    assert_eq!(
        exchanged.scopes().collect::<Vec<_>>(),
        ["boards:read", "pins:read"]
    );
    let log = world.log();
    assert_eq!(log.len(), 1);
    for part in [
        "grant_type=authorization_code",
        "code=c%2B1",
        "continuous_refresh=true",
    ] {
        assert!(log[0].contains(part), "{log:?}");
    }
}

#[tokio::test]
async fn a_callback_with_another_state_sends_nothing() {
    let world = World::default();
    let oauth = world.oauth();
    let state = "the-state-of-this-login";
    for (query, expected) in [
        ("code=c&state=the-state-of-that-login", state),
        ("code=c&state=the-state-of-this-logi", state),
        ("code=c&state=the-state-of-this-login2", state),
        ("code=c&state=", state),
        ("code=c", state),
        ("code=c&state=", ""),
        ("code=c", ""),
    ] {
        let error = oauth
            .exchange(Callback::from_query(query), expected)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Login, "{query}");
        assert!(error.to_string().contains("state"), "{error}");
    }
    assert!(world.log().is_empty());
    oauth
        .exchange(Callback::new("c", state), state)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_login_that_the_user_refused_says_so() {
    let oauth = World::default().oauth();
    for (query, word) in [
        ("error=access_denied&state=s", "access_denied"),
        ("state=s", "no code"),
    ] {
        let error = oauth
            .exchange(Callback::from_query(query), "s")
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Login);
        assert!(error.to_string().contains(word), "{error}");
    }
}

#[tokio::test]
async fn continuous_refresh_can_be_left_out() {
    let world = World::default();
    let oauth = world.oauth().continuous_refresh(None);
    oauth.exchange(Callback::new("c", "s"), "s").await.unwrap();
    assert!(!world.log()[0].contains("continuous_refresh"));
}

#[tokio::test]
async fn tokens_can_be_had_by_hand() {
    let world = World::default();
    let oauth = world.oauth();
    world.answer(
        "/oauth/token",
        200,
        json!({ "access_token": "a3", "expires_in": 60 }),
    );
    let refreshed = oauth.refresh("r/1").await.unwrap();
    assert_eq!(refreshed.refresh_token().unwrap().expose(), "r/1");
    let own = oauth.app_token(["ads:read", "pins:read"]).await.unwrap();
    assert_eq!(own.access_token().unwrap().expose(), "a2");
    assert_eq!(
        world.log(),
        [
            "/oauth/token Basic YXBwOmFwcC1zZWNyZXQ= grant_type=refresh_token&refresh_token=r%2F1",
            "/oauth/token Basic YXBwOmFwcC1zZWNyZXQ= grant_type=client_credentials&scope=ads%3Aread%2Cpins%3Aread",
        ]
    );
}

#[tokio::test]
async fn the_app_has_a_session_of_its_own() {
    let world = World::default();
    let oauth = world.oauth();
    let client = oauth.client(oauth.app_session(["boards:read"])).unwrap();
    world.answer(
        "/oauth/token",
        200,
        json!({ "access_token": "b1", "expires_in": 600 }),
    );
    client.list().await.unwrap();
    client.list().await.unwrap();
    world.advance(480);
    client.list().await.unwrap();
    let ask =
        "/oauth/token Basic YXBwOmFwcC1zZWNyZXQ= grant_type=client_credentials&scope=boards%3Aread";
    let call = |token: &str| format!("/boards Bearer {token}");
    assert_eq!(
        world.log(),
        [ask, &call("b1"), &call("b1"), ask, &call("a2")]
    );
    assert_eq!(tokens(2)["access_token"], "a2");
}

#[tokio::test]
async fn id_and_secret_are_encoded_before_they_are_joined() {
    let world = World::default();
    let app = world
        .builder()
        .app_credentials("a:b", "100% s\u{e9}cret")
        .build()
        .unwrap();
    OAuth::new(&app).refresh("r").await.unwrap();
    // a%3Ab:100%25%20s%C3%A9cret
    assert!(world.log()[0].contains("Basic YSUzQWI6MTAwJTI1JTIwcyVDMyVBOWNyZXQ= "));
}

#[tokio::test]
async fn a_sessions_token_goes_to_its_own_server_only() {
    let world = World::with_token_for(600);
    let session = world.session();
    let sandbox = world
        .builder()
        .environment(Environment::Sandbox)
        .build()
        .unwrap();
    let sandbox = OAuth::new(&sandbox).client(&session).unwrap();
    let error = sandbox.list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(
        error.to_string().contains("https://api.pinterest.com/v5"),
        "{error}"
    );
    assert!(world.log().is_empty());
}

#[tokio::test]
async fn clients_of_one_app_act_for_several_users() {
    let world = World::with_token_for(600);
    let oauth = world.oauth();
    let user = oauth.client(world.session()).unwrap();
    let other = oauth.client(Credential::access_token("other")).unwrap();
    user.list().await.unwrap();
    other.list().await.unwrap();
    assert_eq!(
        world.log(),
        ["load", "/boards Bearer a1", "/boards Bearer other"]
    );
    assert_eq!(
        user.send_events().await.unwrap_err().kind(),
        ErrorKind::Credential
    );
}
