//! The types of the answers, with serde's derive: same members, same information as the emitted ones.

#![expect(missing_docs, reason = "the emitted types document the same members")]

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[derive(Clone, Debug, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub bookmark: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Board {
    pub id: String,
    pub name: String,
    pub description: Option<String>,
    pub privacy: Option<Privacy>,
    pub created_at: Option<String>,
    pub board_pins_modified_at: Option<String>,
    pub owner: Option<Owner>,
    pub media: Option<BoardMedia>,
    pub pin_count: Option<i64>,
    pub follower_count: Option<i64>,
    pub collaborator_count: Option<i64>,
    pub is_ads_only: Option<bool>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Privacy {
    Public,
    Protected,
    Secret,
    #[serde(other)]
    Other,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Owner {
    pub username: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct BoardMedia {
    pub image_cover_url: Option<String>,
    pub pin_thumbnail_urls: Option<Vec<String>>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Pin {
    pub id: String,
    pub created_at: Option<String>,
    pub link: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub dominant_color: Option<String>,
    pub alt_text: Option<String>,
    pub board_id: Option<String>,
    pub board_section_id: Option<String>,
    pub parent_pin_id: Option<String>,
    pub board_owner: Option<Owner>,
    pub creative_type: Option<CreativeType>,
    pub media: Option<Media>,
    pub is_owner: Option<bool>,
    pub is_standard: Option<bool>,
    pub has_been_promoted: Option<bool>,
    pub pin_metrics: Option<BTreeMap<String, Value>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CreativeType {
    Regular,
    Video,
    Shopping,
    Carousel,
    MaxVideo,
    ShopThePin,
    Collection,
    Idea,
    Showcase,
    Quiz,
    Collage,
    #[serde(other)]
    Other,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "media_type", rename_all = "snake_case")]
pub enum Media {
    Image {
        images: Option<Box<Images>>,
    },
    Video {
        images: Option<Box<Images>>,
        duration: Option<f64>,
        video_url: Option<String>,
    },
    MultipleImages {
        items: Option<Vec<Value>>,
    },
    MultipleVideos {
        items: Option<Vec<Value>>,
    },
    MultipleMixed {
        items: Option<Vec<Value>>,
    },
    #[serde(other)]
    Other,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Images {
    #[serde(rename = "150x150")]
    pub square_150: Option<Image>,
    #[serde(rename = "400x300")]
    pub size_400x300: Option<Image>,
    #[serde(rename = "600x")]
    pub width_600: Option<Image>,
    #[serde(rename = "1200x")]
    pub width_1200: Option<Image>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Image {
    pub width: Option<i64>,
    pub height: Option<i64>,
    pub url: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct AnalyticsRow {
    #[serde(rename = "AD_ACCOUNT_ID")]
    pub ad_account_id: String,
    #[serde(rename = "DATE")]
    pub date: Option<String>,
    #[serde(flatten)]
    pub additional: BTreeMap<String, Value>,
}

#[derive(Clone, Debug, Serialize)]
pub struct PinCreate {
    pub board_id: String,
    pub title: String,
    pub description: String,
    pub link: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt_text: Option<String>,
    pub media_source: MediaSource,
}

#[derive(Clone, Debug, Serialize)]
#[serde(tag = "source_type", rename_all = "snake_case")]
pub enum MediaSource {
    ImageUrl { url: String },
}

/// A row of a report.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub struct ReportRow {
    pub ad_account_id: String,
    pub date: String,
    pub spend_in_micro_dollar: i64,
    pub total_impression: i64,
    pub total_clickthrough: i64,
    pub ctr: f64,
}
