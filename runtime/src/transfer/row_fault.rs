//! What can be wrong with rows, in words that hold nothing of them.

use std::fmt;

use crate::read::DecodeError;

/// What is wrong with a row, or with the file at that row.
#[derive(Debug)]
pub(crate) enum RowFault {
    /// It is no value of the type.
    Type(DecodeError),
    /// A line of CSV is no value of the type: the column, if it is known, and why.
    #[cfg(feature = "csv")]
    Cell(Option<String>, &'static str),
    /// The file is neither JSON nor CSV.
    Format,
    /// The file is CSV, and nothing here reads it.
    #[cfg(not(feature = "csv"))]
    NoCsv,
    /// The file is no JSON there.
    Syntax,
    /// The file ends within it.
    Cut,
    /// It is longer than a row may be.
    TooLong,
}

impl RowFault {
    /// Whether the rows behind it can be read.
    pub(crate) fn is_of_one_row(&self) -> bool {
        match self {
            Self::Type(_) => true,
            #[cfg(feature = "csv")]
            Self::Cell(..) => true,
            _ => false,
        }
    }
}

impl fmt::Display for RowFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type(cause) => cause.fmt(f),
            #[cfg(feature = "csv")]
            Self::Cell(Some(column), reason) => write!(f, "column `{column}`: {reason}"),
            #[cfg(feature = "csv")]
            Self::Cell(None, reason) => f.write_str(reason),
            Self::Format => f.write_str("the file is neither JSON nor CSV"),
            #[cfg(not(feature = "csv"))]
            Self::NoCsv => f.write_str("the file is CSV, which the Cargo feature `csv` reads"),
            Self::Syntax => f.write_str("the file is no JSON there, or no list of rows"),
            Self::Cut => f.write_str("the file ends there"),
            Self::TooLong => f.write_str("it has more than 16 MiB"),
        }
    }
}
