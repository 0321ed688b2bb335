//! Why the shop can't open.

use std::path::PathBuf;

use crate::store::StoreError;

/// Why the shop can't open, and what to do about it, in English and in Korean. `Debug`
/// reads like `Display`, since that is what a `main` prints that returns an error.
#[derive(thiserror::Error)]
pub enum OpenError {
    /// Another kind of database, or no address of one.
    #[error(
        "DATABASE_URL is `{0}`, but this shop keeps its data in SQLite: write it as in \
         sqlite://data/shop.db, or leave it out.\n\
         DATABASE_URL이 `{0}`인데, 이 쇼핑몰은 SQLite만 써요. sqlite://data/shop.db처럼 적거나 \
         지워 주세요."
    )]
    NotSqlite(String),
    /// The database's folder is missing and can't be made.
    #[error(
        "Can't make the folder {0} for the database ({1}): set DATABASE_URL to a place \
         that you may write to.\n\
         데이터베이스를 둘 폴더 {0}을(를) 만들 수 없어요 ({1}). DATABASE_URL을 쓸 수 있는 \
         위치로 바꿔 주세요."
    )]
    Folder(PathBuf, std::io::Error),
    /// No SQLite file, a newer one, or one that may not be written.
    #[error(
        "Can't open the database {0} ({1}): if nothing in it is worth keeping, delete it \
         and start again.\n\
         데이터베이스 {0}을(를) 열 수 없어요 ({1}). 남겨 둘 내용이 없다면 지우고 다시 \
         실행해 주세요."
    )]
    Database(String, StoreError),
    /// The file with the secret can't be made or read.
    #[error(
        "Can't keep the secret for tokens in {0} ({1}): set JWT_SECRET, or make that file \
         readable and writable.\n\
         토큰에 쓸 비밀 키를 {0}에 둘 수 없어요 ({1}). JWT_SECRET을 정하거나, 그 파일을 읽고 \
         쓸 수 있게 해 주세요."
    )]
    Secret(PathBuf, std::io::Error),
    /// `JWT_SECRET` is set, but too short.
    #[error(
        "JWT_SECRET has fewer than 32 characters and could be guessed: take a longer one, \
         or leave it out, and the shop makes its own.\n\
         JWT_SECRET이 32자보다 짧으면 누군가 알아맞힐 수 있어요. 더 길게 정하거나, 지우면 \
         쇼핑몰이 알아서 만들어요."
    )]
    ShortSecret,
    /// The file with the secret is empty, or was cut off.
    #[error(
        "The secret for tokens in {0} has fewer than 32 characters and could be guessed: \
         delete that file, and the shop makes a new one (everyone logs in again), or put \
         the right one back.\n\
         {0}에 든 비밀 키가 32자보다 짧아서 누군가 알아맞힐 수 있어요. 파일을 지우면 쇼핑몰이 \
         새로 만들고(모두 다시 로그인해야 해요), 원래 내용을 되돌려 놓아도 돼요."
    )]
    ShortSecretFile(PathBuf),
}

impl std::fmt::Debug for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}
