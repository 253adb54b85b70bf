//! Files that calls send, and the types that images and videos are put into.

use std::collections::BTreeMap;

use super::{TypeId, Usage};

/// Everything about media; set by the stage *recognise*. Members are named by their position.
#[derive(Clone, Debug, Default)]
pub struct Media {
    /// The calls that register a file, by operation id.
    pub registrations: BTreeMap<String, Registration>,
    /// The objects that are made from an image and nothing else.
    pub images: BTreeMap<TypeId, Image>,
    /// The objects with a cover.
    pub covers: BTreeMap<TypeId, Cover>,
    /// The objects that hold media.
    pub holders: BTreeMap<TypeId, MediaHolder>,
}

/// A call that registers a file: its answer has an id, a URL and the fields of a form, and a job has that id.
#[derive(Clone, Debug, PartialEq)]
pub struct Registration {
    /// The id.
    pub id: Usage,
    /// The members of the answer with the id, the URL and the fields, by their names on the wire.
    pub members: [String; 3],
    /// The call that asks whether the file is processed.
    pub ask: String,
    /// Its parameter that takes the id.
    pub parameter: String,
    /// The body, if there is only one that the call can have.
    pub body: Option<OnlyBody>,
}

/// An object of which each required member has only one value that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnlyBody {
    /// The object.
    pub ty: TypeId,
    /// The enum and the value of each required member, in the order of its arguments.
    pub values: Vec<(TypeId, String)>,
}

/// An image in two members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Image {
    /// The content type.
    pub content_type: usize,
    /// The enum of the content types.
    pub kinds: TypeId,
    /// The data in Base64.
    pub data: usize,
}

/// A cover: an image, its URL and the second of a frame, each a member that may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    /// The image.
    pub image: Image,
    /// Its URL.
    pub url: usize,
    /// The second of the frame.
    pub second: usize,
}

/// An object that needs media and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct MediaHolder {
    /// The member that takes the media.
    pub field: usize,
    /// The alternative of it that is an image.
    pub image: Option<TypeId>,
    /// The alternative that is a video with a cover, and the id that it is made from.
    pub video: Option<(TypeId, Usage)>,
}
