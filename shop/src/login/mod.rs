//! Logging in and staying logged in: passwords, tokens, and where requests carry them.

pub mod address;
pub mod host;
pub mod identity;
pub mod limits;
pub mod origin;
pub mod password;
pub mod secret;
pub mod token;
