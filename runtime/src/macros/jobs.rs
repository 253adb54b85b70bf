/// Gives the call that asks about a job its poller: `job! { GetReport => Report, "token" }` for
/// `struct GetReport(Request)` whose parameter `token` says which job.
#[doc(hidden)]
#[macro_export]
macro_rules! job {
    ($name:ident => $answer:ty, $parameter:literal) => {
        impl $name {
            /// Asks about the job until it is over: after a second at first, then ever more seldom, for half an hour at most.
            /// A job that failed is an error, [`ErrorKind::JobFailed`](pinterest_v5_runtime::ErrorKind::JobFailed).
            pub fn poll(self) -> $crate::Poller<$answer> {
                $crate::Poller::new(self.0, $parameter)
            }
        }
    };
}

/// Gives the call that starts a job its poller:
/// `job_start! { CreateReport => Order, GetReport => Report, "token", ["ad_account_id"] }` for a call that
/// `GetReport` asks about, with the query parameters that the two share.
#[doc(hidden)]
#[macro_export]
macro_rules! job_start {
    ($name:ident => $started:ty, $ask:ident => $answer:ty, $parameter:literal, [$($shared:literal),*]) => {
        impl $name {
            /// Starts the job and asks about it until it is over: after a second at first, then ever more seldom, for half an
            /// hour at most. A job that failed is an error,
            /// [`ErrorKind::JobFailed`](pinterest_v5_runtime::ErrorKind::JobFailed).
            pub fn poll(self) -> $crate::Poller<$answer> {
                $crate::Poller::starting::<$started>(
                    self.0,
                    $ask::OPERATION,
                    $parameter,
                    &[$($shared),*],
                )
            }
        }
    };
}

/// Implements the states of a job: `job_state! { Status done ["FINISHED"] failed ["FAILED"] }` for an enum
/// of strings. All other values are in progress.
#[doc(hidden)]
#[macro_export]
macro_rules! job_state {
    ($name:ident done [$($done:literal),*] failed [$($failed:literal),*]) => {
        impl $crate::JobAnswer for $name {
            fn job_state(&self) -> Option<&str> {
                Some(self.as_str())
            }

            fn job_progress(&self) -> $crate::JobProgress {
                $crate::JobProgress::of(self.as_str(), &[$($done),*], &[$($failed),*])
            }
        }
    };
}

/// Implements an answer that reports a job: `job_answer! { Report status }` by the member `status`, which is
/// a state or reports the job itself, and `job_answer! { Report in First, Second or "status" as Status }` for
/// a union, in which a variant without a name here has its state in that member.
#[doc(hidden)]
#[macro_export]
macro_rules! job_answer {
    ($name:ident in $($variant:ident),+ or $member:literal as $states:ty) => {
        impl $crate::JobAnswer for $name {
            fn job_state(&self) -> Option<&str> {
                match self {
                    $(Self::$variant(answer) => answer.job_state(),)+
                    Self::Unrecognized(other) => other.as_json()[$member].as_str(),
                }
            }

            fn job_progress(&self) -> $crate::JobProgress {
                match self {
                    $(Self::$variant(answer) => answer.job_progress(),)+
                    Self::Unrecognized(_) => self.job_state().map(<$states>::from).job_progress(),
                }
            }
        }
    };
    ($name:ident $member:ident) => {
        impl $crate::JobAnswer for $name {
            fn job_state(&self) -> Option<&str> {
                $crate::JobAnswer::job_state(&self.$member)
            }

            fn job_progress(&self) -> $crate::JobProgress {
                $crate::JobAnswer::job_progress(&self.$member)
            }
        }
    };
}

/// Implements an answer that names a job that was started: `job_id! { Order token optional }` by a text or
/// an identifier, which may also be `required`, `job_id! { Order data within }` by a member that does so
/// itself, and `job_id! { Order in First, Second or "token" }` for a union, in which a variant without a
/// name here has it in that member.
#[doc(hidden)]
#[macro_export]
macro_rules! job_id {
    ($name:ident in $($variant:ident),+ or $member:literal) => {
        $crate::__job_id! { $name |answer| match answer {
            $(Self::$variant(inner) => $crate::JobStart::job_id(inner),)+
            Self::Unrecognized(other) => other.as_json()[$member].as_str().map(str::to_owned),
        } }
    };
    ($name:ident $member:ident required) => {
        $crate::__job_id! { $name |answer| Some($crate::__private::parameter_text(&answer.$member)) }
    };
    ($name:ident $member:ident optional) => {
        $crate::__job_id! { $name |answer| {
            answer.$member.as_ref().map(|job_id| $crate::__private::parameter_text(job_id))
        } }
    };
    ($name:ident $member:ident within) => {
        $crate::__job_id! { $name |answer| $crate::JobStart::job_id(&answer.$member) }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __job_id {
    ($name:ident |$answer:ident| $job_id:expr) => {
        impl $crate::JobStart for $name {
            fn job_id(&self) -> Option<String> {
                let $answer = self;
                $job_id
            }
        }
    };
}

/// Implements an answer that leads to the result of a job: `job_link! { Report url }` by a link,
/// `job_link! { Report data within }` by a member that leads there itself, and
/// `job_link! { Report in First, Second }` for a union. Needs the feature `transfers` of this crate.
#[cfg(feature = "transfers")]
#[doc(hidden)]
#[macro_export]
macro_rules! job_link {
    ($name:ident in $($variant:ident),+) => {
        $crate::__job_link! { $name |answer| match answer {
            $(Self::$variant(inner) => $crate::JobResult::job_link(inner),)+
            Self::Unrecognized(_) => None,
        } }
    };
    ($name:ident $member:ident within) => {
        $crate::__job_link! { $name |answer| $crate::JobResult::job_link(&answer.$member) }
    };
    ($name:ident $member:ident) => {
        $crate::__job_link! { $name |answer| $crate::__private::Link::link(&answer.$member) }
    };
}

#[cfg(feature = "transfers")]
#[doc(hidden)]
#[macro_export]
macro_rules! __job_link {
    ($name:ident |$answer:ident| $link:expr) => {
        impl $name {
            /// The result that the link leads to, to be downloaded by `client`'s connections. Links are good for
            /// minutes only; [`Poller::download`](pinterest_v5_runtime::Poller::download) asks for a fresh one by itself.
            ///
            /// # Errors
            ///
            /// If there is no link, with the kind [`Request`](pinterest_v5_runtime::ErrorKind::Request).
            pub fn download(
                &self,
                client: &impl AsRef<$crate::Core>,
            ) -> $crate::Result<$crate::Download> {
                $crate::__private::download(self, client.as_ref())
            }
        }

        impl $crate::JobResult for $name {
            fn job_link(&self) -> Option<&str> {
                let $answer = self;
                $link
            }
        }
    };
}
