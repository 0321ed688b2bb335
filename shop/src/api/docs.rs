//! The page about the API, `/api/docs`: Swagger UI, served from here, so it works
//! offline.

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::middleware::map_response;
use axum::response::Response;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ComponentsBuilder, InfoBuilder, OpenApi, OpenApiBuilder};
use utoipa_swagger_ui::SwaggerUi;

use crate::shop::Shop;

/// Swagger UI sets styles from its scripts, and has images inside its style sheet.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
);

pub(super) fn router(description: OpenApi) -> Router<Shop> {
    let page = SwaggerUi::new("/api/docs").url("/api/openapi.json", description);
    Router::from(page).layer(map_response(async |mut response: Response| {
        response
            .headers_mut()
            .insert(CONTENT_SECURITY_POLICY, POLICY);
        response
    }))
}

/// The part of the description that comes before the calls.
pub(super) fn introduction() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Shop")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "The REST part of the shop. Sign up, log in, and send the token with every \
             other call: `Authorization: Bearer TOKEN`. Numbers may come as texts, and \
             bodies as JSON or as forms.",
        ));
    let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer);
    let token = SecurityScheme::Http(token.bearer_format("JWT").build());
    OpenApiBuilder::new()
        .info(info.build())
        .components(Some(
            ComponentsBuilder::new()
                .security_scheme("token", token)
                .build(),
        ))
        .build()
}
