//! What a client sends, parsed once: after that, a value of these types can't be wrong.

mod email;
mod given_name;
mod line;
mod nickname;
mod password;
mod picture_url;
mod whole_number;

pub use email::{Email, folded};
pub use given_name::GivenName;
pub use line::{Category, GoodsName, Line, OrderId};
pub use nickname::{Nickname, looks};
pub use password::Password;
pub use picture_url::PictureUrl;
pub use whole_number::{GoodsId, MOST_WON, Price, PurchaseId, Quantity, WholeNumber};
