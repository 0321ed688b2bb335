//! Why the shop can't open.

use std::path::PathBuf;

use sqlx::migrate::MigrateError;

use crate::store::StoreError;

/// Why the shop can't open, and what to do about it, in English and Korean. `Debug`
/// reads like `Display`, because that is what a `main` that returns an error prints.
#[derive(thiserror::Error)]
pub enum OpenError {
    /// A different kind of database, or not a database address at all.
    #[error(
        "DATABASE_URL is `{0}`, but this shop keeps its data in SQLite or PostgreSQL: \
         write something like sqlite://data/shop.db or \
         postgres://shop:password@localhost/shop, or leave it out.\n\
         DATABASE_URL이 `{0}`인데, 이 쇼핑몰은 SQLite와 PostgreSQL만 쓸 수 있어요. \
         sqlite://data/shop.db나 postgres://shop:password@localhost/shop처럼 적거나 지워 \
         주세요."
    )]
    UnknownDatabase(String),
    /// SQLite, where it has to be a database for several servers.
    #[error(
        "DATABASE_URL is `{0}`, which is for one server only. Several servers share a \
         PostgreSQL database, such as postgres://shop:shop@localhost/shop.\n\
         DATABASE_URL이 `{0}`인데, 이 데이터베이스는 서버 한 대만 쓸 수 있어요. 서버 \
         여러 대가 함께 쓰려면 PostgreSQL 데이터베이스여야 해요. \
         예: postgres://shop:shop@localhost/shop"
    )]
    NotShared(String),
    /// PostgreSQL isn't there, doesn't let this user in, or has no such database.
    #[error(
        "Can't use the database {0} ({1}): check that PostgreSQL is running there, that \
         the database exists, and that the name and the password in DATABASE_URL are \
         right.\n\
         데이터베이스 {0}을(를) 쓸 수 없어요 ({1}). PostgreSQL이 그곳에서 실행 중인지, \
         그 데이터베이스가 있는지, DATABASE_URL의 사용자 이름과 비밀번호가 맞는지 확인해 주세요."
    )]
    Postgres(String, String),
    /// A newer version of the shop has changed the tables since.
    #[error(
        "The database {0} belongs to a newer version of the shop, which this one doesn't \
         know: start that version. Nothing was changed.\n\
         데이터베이스 {0}은(는) 더 새로운 버전의 쇼핑몰이 쓰던 것이에요. 그 버전으로 \
         실행해 주세요. 바뀐 것은 없어요."
    )]
    NewerDatabase(String),
    /// The database's folder is missing and can't be made.
    #[error(
        "Can't create the folder {0} for the database ({1}): set DATABASE_URL to a place \
         that you can write to.\n\
         데이터베이스를 둘 폴더 {0}을(를) 만들 수 없어요 ({1}). DATABASE_URL을 쓰기 \
         권한이 있는 위치로 바꿔 주세요."
    )]
    Folder(PathBuf, std::io::Error),
    /// A SQLite file, or its folder, that can't be read and written to.
    #[error(
        "Can't use the database {0} ({1}): make the file and its folder readable and \
         writable for the user that the shop runs as, or set DATABASE_URL to another \
         place.\n\
         데이터베이스 {0}을(를) 쓸 수 없어요 ({1}). 쇼핑몰을 실행하는 사용자가 그 파일과 \
         폴더를 읽고 쓸 수 있게 하거나, DATABASE_URL을 다른 위치로 바꿔 주세요."
    )]
    Place(String, std::io::Error),
    /// Not a SQLite file, or one whose tables were changed.
    #[error(
        "Can't open the database {0} ({1}): if nothing in it is worth keeping, delete it \
         and start again.\n\
         데이터베이스 {0}을(를) 열 수 없어요 ({1}). 남겨 둘 내용이 없다면 지우고 다시 \
         실행해 주세요."
    )]
    Database(String, StoreError),
    /// The file with the secret can't be made or read.
    #[error(
        "Can't store the secret for tokens in {0} ({1}): set JWT_SECRET, or make that \
         file readable and writable.\n\
         토큰에 쓸 비밀 키를 {0}에 저장할 수 없어요 ({1}). JWT_SECRET을 정하거나, \
         그 파일을 읽고 쓸 수 있게 해 주세요."
    )]
    Secret(PathBuf, std::io::Error),
    /// The system gives no random numbers.
    #[error(
        "Can't make a secret for tokens ({0}): set JWT_SECRET.\n\
         토큰에 쓸 비밀 키를 만들 수 없어요 ({0}). JWT_SECRET을 정해 주세요."
    )]
    Random(std::io::Error),
    /// `JWT_SECRET` is set, but too short.
    #[error(
        "JWT_SECRET has fewer than 32 characters and could be guessed: use a longer one, \
         or leave it out, and the shop makes its own.\n\
         JWT_SECRET이 32자보다 짧아서 누군가 알아맞힐 수 있어요. 더 길게 정하거나 지워 \
         주세요. 지우면 쇼핑몰이 알아서 만들어요."
    )]
    ShortSecret,
    /// The file with the secret is empty, or was cut off.
    #[error(
        "The secret for tokens in {0} has fewer than 32 characters and could be guessed: \
         delete that file, and the shop makes a new one (everyone has to log in again), or \
         put the right one back.\n\
         {0}에 든 비밀 키가 32자보다 짧아서 누군가 알아맞힐 수 있어요. 파일을 지우면 \
         쇼핑몰이 새로 만들어요(모두 다시 로그인해야 해요). 원래 내용을 되돌려 놓아도 돼요."
    )]
    ShortSecretFile(PathBuf),
}

impl OpenError {
    /// Why the database at this address can't be opened.
    pub(crate) fn of(database: String, error: StoreError) -> Self {
        match error {
            StoreError::Migrate(error)
                if matches!(*error, MigrateError::VersionMissing(_)) =>
            {
                Self::NewerDatabase(database)
            }
            StoreError::Io(error) if database.starts_with("sqlite:") => {
                Self::Place(database, error)
            }
            error if database.starts_with("sqlite:") => Self::Database(database, error),
            // Without the line of PostgreSQL's own source.
            StoreError::Database(error) => {
                Self::Postgres(database, error.message().to_owned())
            }
            error => Self::Postgres(database, error.to_string()),
        }
    }
}

impl std::fmt::Debug for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}
