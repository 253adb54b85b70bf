//! Which credential a call carries.

use http::HeaderValue;

use super::credential::{Kind, basic, bearer};
use super::{Credential, Session};
use crate::{AuthScheme, Core, Error, Operation, Result};

/// The credentials of one client.
#[derive(Clone, Default)]
pub(crate) struct Authorizer {
    access: Option<Access>,
    app: Option<App>,
    conversion: Option<HeaderValue>,
}

/// A bearer token of a user or of the app.
#[derive(Clone)]
enum Access {
    Fixed(HeaderValue),
    Session(Session),
}

#[derive(Clone)]
struct App {
    id: String,
    header: HeaderValue,
}

impl Authorizer {
    /// Of several credentials of a kind the last one counts. The error is a reason in words.
    pub(crate) fn new(credentials: impl IntoIterator<Item = Credential>) -> Result<Self, String> {
        let mut credentials = credentials.into_iter();
        credentials.try_fold(Self::default(), |all, one| all.with(one))
    }

    /// The same credentials with another one of its kind. The error is a reason in words.
    pub(crate) fn with(&self, credential: Credential) -> Result<Self, String> {
        let mut all = self.clone();
        match credential.0 {
            Kind::AccessToken(token) => all.access = Some(Access::Fixed(bearer(&token)?)),
            Kind::Session(session) => all.access = Some(Access::Session(session)),
            Kind::ConversionToken(token) => all.conversion = Some(bearer(&token)?),
            Kind::App { id, secret } => {
                let header = basic(&id, &secret)?;
                all.app = Some(App { id, header });
            }
        }
        Ok(all)
    }

    pub(crate) fn app_id(&self) -> Option<&str> {
        self.app.as_ref().map(|app| app.id.as_str())
    }

    /// The one `Authorization` value for an attempt of `operation`, `None` if it takes no credential. A session's token
    /// is renewed first if it is about to end. `own` is the call's own credential, which takes the place of the
    /// client's.
    pub(crate) async fn authorize(
        &self,
        core: &Core,
        operation: &'static Operation,
        own: Option<&Credential>,
    ) -> Result<Option<HeaderValue>> {
        if operation.auth.is_empty() {
            return Ok(None);
        }
        match self.choose(core, operation, own)? {
            Access::Fixed(header) => Ok(Some(header)),
            Access::Session(session) => match session.header().await {
                Ok(header) => Ok(Some(header)),
                Err(failure) => Err(Error::renewal(Some(operation.id), failure)),
            },
        }
    }

    /// Called once per call after the server refused the token in `sent`. True if there is another one to try with:
    /// either it was renewed since, or it is now.
    pub(crate) async fn refused(
        &self,
        core: &Core,
        operation: &'static Operation,
        sent: &HeaderValue,
        own: Option<&Credential>,
    ) -> Result<bool> {
        match self.choose(core, operation, own)? {
            Access::Fixed(_) => Ok(false),
            Access::Session(session) => match session.replaces(sent).await {
                Ok(replaced) => Ok(replaced),
                Err(failure) => Err(Error::renewal(Some(operation.id), failure)),
            },
        }
    }

    fn choose(
        &self,
        core: &Core,
        operation: &Operation,
        own: Option<&Credential>,
    ) -> Result<Access> {
        let fault = |reason| Error::credential(operation.id, reason);
        let chosen = match own {
            // Never the client's in its stead: that may be another user's.
            Some(own) => {
                let own = Self::new([own.clone()]).map_err(fault)?;
                own.chosen(operation)
            }
            None => self.chosen(operation),
        };
        match chosen {
            Some(Access::Session(session)) if session.base_url() != core.base_url() => {
                Err(fault(format!(
                    "the session belongs to {}, and its token goes nowhere else; use `OAuth::client`",
                    session.base_url(),
                )))
            }
            Some(access) => Ok(access),
            None if own.is_some() => Err(fault(format!(
                "the call's own credential is none that it takes: give {}",
                ways(operation),
            ))),
            None => Err(fault(format!(
                "the client has no credential for it: give {}",
                ways(operation),
            ))),
        }
    }

    /// A conversion token is made for its operation and has the higher quota, so it goes first.
    fn chosen(&self, operation: &Operation) -> Option<Access> {
        let takes = |scheme: AuthScheme| operation.auth.contains(&scheme);
        if takes(AuthScheme::ConversionToken)
            && let Some(header) = &self.conversion
        {
            return Some(Access::Fixed(header.clone()));
        }
        if takes(AuthScheme::OAuth) || takes(AuthScheme::ClientCredentials) {
            return self.access.clone();
        }
        let app = self.app.as_ref().filter(|_| takes(AuthScheme::Basic))?;
        Some(Access::Fixed(app.header.clone()))
    }
}

/// The credentials that an operation takes, and how to give them.
fn ways(operation: &Operation) -> String {
    let ways: Vec<&str> = operation
        .auth
        .iter()
        .filter_map(|scheme| match scheme {
            AuthScheme::OAuth => Some("an access token (`access_token` or PINTEREST_ACCESS_TOKEN)"),
            // An access token all the same: naming it once will do.
            AuthScheme::ClientCredentials => None,
            AuthScheme::Basic => Some(
                "the app's id and secret (`app_credentials` or PINTEREST_CLIENT_ID and \
                 PINTEREST_CLIENT_SECRET)",
            ),
            AuthScheme::ConversionToken => {
                Some("a conversion token (`conversion_token` or PINTEREST_CONVERSION_TOKEN)")
            }
        })
        .collect();
    ways.join(" or ")
}
