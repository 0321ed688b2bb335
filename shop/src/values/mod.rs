//! What a client sends, parsed once: a value of these types can't be wrong afterwards.

mod email;
mod line;
mod nickname;
mod password;
mod picture_url;
mod whole_number;

pub use email::{Email, folded};
pub use line::{Category, GoodsName, Line};
pub use nickname::{Nickname, looks};
pub use password::Password;
pub use picture_url::PictureUrl;
pub use whole_number::{GoodsId, Price, Quantity};
