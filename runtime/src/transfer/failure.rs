//! Why a transfer failed, in words that hold nothing of the link.

use std::error::Error as StdError;
use std::fmt;
use std::io;

use super::row_fault::RowFault;
use crate::TransportError;

/// Why a transfer failed; counts are in bytes.
pub(crate) enum TransferFailure {
    /// The storage answered with a status other than 2xx, and perhaps a word for it.
    Refused(Option<Box<str>>),
    /// The storage leads to a place where no link may lead.
    Astray,
    /// The content is in an encoding that is not known here.
    Encoded,
    /// What comes is more than the caller takes.
    TooLong { limit: u64 },
    /// The connection ended before all was there.
    Short {
        moved: u64,
        of: Option<u64>,
        cause: Option<TransportError>,
    },
    /// More came than was announced.
    Long { of: u64 },
    /// The compressed data is damaged or cut off.
    Damaged { moved: u64, cause: io::Error },
    /// A row of the content, counted from 1, is not as it should be.
    Row { number: u64, fault: RowFault },
    /// What the caller gave to read from failed.
    Source { moved: u64, cause: io::Error },
    /// What the caller gave to write to failed.
    Sink { moved: u64, cause: io::Error },
}

impl TransferFailure {
    pub(crate) fn transferred(&self) -> Option<u64> {
        match *self {
            Self::Refused(_) | Self::Astray | Self::Encoded | Self::Row { .. } => None,
            Self::TooLong { limit } => Some(limit),
            Self::Long { of } => Some(of),
            Self::Short { moved, .. }
            | Self::Damaged { moved, .. }
            | Self::Source { moved, .. }
            | Self::Sink { moved, .. } => Some(moved),
        }
    }

    pub(crate) fn code(&self) -> Option<&str> {
        match self {
            Self::Refused(code) => code.as_deref(),
            _ => None,
        }
    }

    pub(crate) fn interruption(&self) -> Option<&TransportError> {
        match self {
            Self::Short { cause, .. } => cause.as_ref(),
            _ => None,
        }
    }

    pub(crate) fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            // Its text is already that of this failure.
            Self::Short { cause, .. } => cause.as_ref()?.source(),
            Self::Damaged { cause, .. } | Self::Source { cause, .. } | Self::Sink { cause, .. } => {
                Some(cause)
            }
            _ => None,
        }
    }
}

impl fmt::Display for TransferFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(Some(code)) => write!(f, "the storage refused it: {code}"),
            Self::Refused(None) => f.write_str("the storage refused it"),
            Self::Astray => {
                f.write_str("the storage leads to a place that is not https, or in a circle")
            }
            Self::Encoded => f.write_str("the content is in an encoding other than gzip"),
            Self::TooLong { limit } => write!(f, "there are more than {limit} bytes"),
            Self::Short { moved, of, cause } => {
                let cause = cause.as_ref().map(ToString::to_string);
                let cause = cause.as_deref().unwrap_or("the connection ended");
                match of {
                    Some(of) => write!(f, "{cause} after {moved} of {of} bytes"),
                    None => write!(f, "{cause} after {moved} bytes"),
                }
            }
            Self::Long { of } => write!(f, "more came than the {of} bytes that were announced"),
            Self::Damaged { moved, .. } => {
                write!(f, "the compressed data is damaged after {moved} bytes")
            }
            Self::Row { number, fault } => write!(f, "row {number}: {fault}"),
            Self::Source { moved, .. } => {
                write!(f, "the source could not be read after {moved} bytes")
            }
            Self::Sink { moved, .. } => write!(f, "writing failed after {moved} bytes"),
        }
    }
}
