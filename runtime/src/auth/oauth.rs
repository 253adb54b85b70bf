//! OAuth 2 for one app: the login of a user, tokens by hand, and sessions that keep themselves alive.

use std::sync::Arc;
use std::time::Duration;

use super::endpoint::{Grant, obtain};
use super::login::{Authorization, Callback, new_state};
use super::renewal::Renewal;
use super::session::{LEASE, SKEW, Session};
use super::{MemoryStore, TokenEndpoint, TokenStore, Tokens};
use crate::request::encode;
use crate::{Credential, Error, RateLimits, Result, Secret};

/// Where users give their consent. It is the same page for the sandbox: only the code goes to another server.
const AUTHORIZATION_URL: &str = "https://www.pinterest.com/oauth/";

/// OAuth 2 for one app, over a client that has the app's id and secret. Codes and tokens go to that client's server,
/// so that a client of the sandbox gets the sandbox's tokens.
///
/// ```no_run
/// use pinterest_v5_runtime::{Callback, MemoryStore, OAuth, Result, TokenEndpoint};
///
/// async fn log_in<C: TokenEndpoint>(app: &C, callback_query: &str) -> Result<C> {
///     let oauth = OAuth::new(app).redirect_uri("https://example.com/callback");
///     let login = oauth.authorize(["boards:read", "pins:read"])?;
///     println!("send the browser to {}", login.url());
///
///     // The browser came back; a callback with another state is refused.
///     let callback = Callback::from_query(callback_query);
///     let tokens = oauth.exchange(callback, login.state().expose()).await?;
///     oauth.client(oauth.session(MemoryStore::new(tokens)))
/// }
/// ```
#[derive(Clone, Debug)]
pub struct OAuth<C> {
    client: C,
    redirect_uri: Option<String>,
    authorization_url: String,
    continuous_refresh: Option<bool>,
    skew: Duration,
    lease: Duration,
}

impl<C: TokenEndpoint> OAuth<C> {
    /// For the app whose id and secret `client` has.
    #[must_use]
    pub fn new(client: &C) -> Self {
        Self {
            client: client.clone(),
            redirect_uri: None,
            authorization_url: AUTHORIZATION_URL.to_owned(),
            continuous_refresh: Some(true),
            skew: SKEW,
            lease: LEASE,
        }
    }

    /// Where a login ends: one of the addresses that are registered for the app, character by character.
    #[must_use]
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(uri.into());
        self
    }

    /// Another page to give consent at than `https://www.pinterest.com/oauth/`.
    #[must_use]
    pub fn authorization_url(mut self, url: impl Into<String>) -> Self {
        self.authorization_url = url.into();
        self
    }

    /// What to say of `continuous_refresh` when a code is exchanged; `true` if not set, which apps from before September
    /// 2025 need. `None` leaves the member out.
    #[must_use]
    pub fn continuous_refresh(mut self, wanted: impl Into<Option<bool>>) -> Self {
        self.continuous_refresh = wanted.into();
        self
    }

    /// How long before its end a session renews its token: two minutes if not set, and half of the token's life at
    /// most.
    #[must_use]
    pub const fn skew(mut self, skew: Duration) -> Self {
        self.skew = skew;
        self
    }

    /// How long one of several sessions over a store has a refresh to itself: 90 s if not set, which is longer than a
    /// refresh may take. If its process dies meanwhile, the others wait so long before they try; those whose token has not
    /// ended go on with it.
    #[must_use]
    pub const fn lease(mut self, lease: Duration) -> Self {
        self.lease = lease;
        self
    }

    /// Begins a login that asks the user for `scopes`.
    ///
    /// # Errors
    /// When the redirect URI or the app's id is not set.
    pub fn authorize<S: AsRef<str>>(
        &self,
        scopes: impl IntoIterator<Item = S>,
    ) -> Result<Authorization> {
        let core = self.client.as_ref();
        let redirect_uri = self.known_redirect_uri()?;
        let Some(id) = core.authorizer().app_id() else {
            return Err(Error::configuration(
                "a login needs the app's id: give the client `app_credentials`, or set PINTEREST_CLIENT_ID and \
                 PINTEREST_CLIENT_SECRET",
            ));
        };
        let state = new_state(core.clock());
        let scopes: Vec<S> = scopes.into_iter().collect();
        let url = [
            self.authorization_url.as_str(),
            if self.authorization_url.contains('?') {
                "&"
            } else {
                "?"
            },
            &encode::pairs([
                ("client_id", id),
                ("redirect_uri", redirect_uri),
                ("response_type", "code"),
            ]),
            "&scope=",
            &encode::comma_list(scopes.iter().map(AsRef::as_ref)),
            "&",
            &encode::pair("state", state.expose()),
        ];
        Ok(Authorization {
            url: url.concat(),
            state,
        })
    }

    /// Ends a login: checks that the callback belongs to the login whose state was `state`, and exchanges its code for
    /// tokens. Save them before they are used.
    ///
    /// # Errors
    /// With the kind [`Login`](crate::ErrorKind::Login), and nothing sent, if the state is missing or another one or
    /// the user said no; else as the call of the token operation.
    pub async fn exchange(&self, callback: Callback, state: &str) -> Result<Tokens> {
        let code = callback.code(state)?;
        let redirect_uri = self.known_redirect_uri()?.to_owned();
        let continuous_refresh = self.continuous_refresh;
        let grant = Grant::AuthorizationCode {
            code,
            redirect_uri,
            continuous_refresh,
        };
        self.obtain(None, grant).await
    }

    /// New tokens for a refresh token, which may bring a new refresh token along. A [`session`](Self::session) does it
    /// by itself, and saves them.
    ///
    /// # Errors
    /// As the call of the token operation.
    pub async fn refresh(&self, refresh_token: impl Into<Secret>) -> Result<Tokens> {
        let refresh_token = refresh_token.into();
        let old = Tokens::from_refresh_token(refresh_token.clone());
        self.obtain(Some(old), Grant::RefreshToken { refresh_token })
            .await
    }

    /// A token of the app itself, without a user.
    ///
    /// # Errors
    /// As the call of the token operation.
    pub async fn app_token<S: AsRef<str>>(
        &self,
        scopes: impl IntoIterator<Item = S>,
    ) -> Result<Tokens> {
        let scope = joined(scopes);
        self.obtain(None, Grant::ClientCredentials { scope }).await
    }

    /// A user's login that keeps itself alive. Its tokens are those that `store` holds.
    pub fn session(&self, store: impl TokenStore) -> Session {
        self.session_over(Arc::new(store), None)
    }

    /// A session of the app itself, without a user: it gets its token when it needs one.
    pub fn app_session<S: AsRef<str>>(&self, scopes: impl IntoIterator<Item = S>) -> Session {
        self.session_over(Arc::new(MemoryStore::default()), Some(joined(scopes)))
    }

    /// A client that acts with `credential`, a session say, over the connections and limits of the app's client.
    ///
    /// # Errors
    /// When the credential cannot be used, with the kind [`Configuration`](crate::ErrorKind::Configuration).
    pub fn client(&self, credential: impl Into<Credential>) -> Result<C> {
        let core = self.client.as_ref();
        let authorizer = core.authorizer().with(credential.into());
        let authorizer = authorizer.map_err(Error::configuration)?;
        Ok(C::from(core.with_authorizer(Arc::new(authorizer))))
    }

    /// The same with rate limits of its own, as each user has with standard access.
    ///
    /// # Errors
    /// As [`client`](Self::client).
    pub fn client_within(
        &self,
        credential: impl Into<Credential>,
        limits: RateLimits,
    ) -> Result<C> {
        let client = self.client(credential)?;
        Ok(C::from(client.as_ref().with_rate_limits(limits)))
    }

    async fn obtain(&self, old: Option<Tokens>, grant: Grant) -> Result<Tokens> {
        let asked = self.client.as_ref().clock().now();
        let client = self.client.as_ref().for_renewal();
        let answer = obtain(&client, C::OPERATION, &grant).await?;
        Ok(Tokens::answered(old, answer, asked))
    }

    fn session_over(&self, store: Arc<dyn TokenStore>, app_scope: Option<String>) -> Session {
        Session::new(Renewal {
            client: self.client.as_ref().for_renewal(),
            operation: C::OPERATION,
            store,
            app_scope,
            skew: self.skew,
            lease: self.lease,
            memory: Arc::default(),
        })
    }

    fn known_redirect_uri(&self) -> Result<&str> {
        let missing = || {
            Error::configuration(
                "a login needs a `redirect_uri`, one that is registered for the app",
            )
        };
        self.redirect_uri.as_deref().ok_or_else(missing)
    }
}

fn joined<S: AsRef<str>>(scopes: impl IntoIterator<Item = S>) -> String {
    let scopes: Vec<S> = scopes.into_iter().collect();
    let scopes: Vec<&str> = scopes.iter().map(AsRef::as_ref).collect();
    scopes.join(",")
}
