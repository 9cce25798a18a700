//! The messages that were written, for developers. There is no such page in production.

use super::{
    AppState,
    plain_page::{self, escaped},
};
use axum::{
    extract::State,
    http::{StatusCode, header::CONTENT_SECURITY_POLICY},
    response::{IntoResponse, Response},
};
use store::MessageRecord;

/// The newest messages, codes included.
pub(super) async fn page(State(state): State<AppState>) -> Response {
    match state.services.outbox().await {
        Ok(messages) => {
            let rows: String = messages.iter().map(row).collect();
            let body = format!(
                "<h1>Outbox</h1><p>{} messages, the newest first.</p><table border=\"1\"><thead>\
                 <tr><th>When</th><th>By</th><th>To</th><th>Subject</th><th>Text</th><th>Sent</th></tr>\
                 </thead><tbody>{rows}</tbody></table>",
                messages.len()
            );
            let policy = [(CONTENT_SECURITY_POLICY, super::protect::PLAIN_PAGE)];
            (policy, plain_page::page("Outbox", &body)).into_response()
        }
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

fn row(record: &MessageRecord) -> String {
    let message = &record.message;
    let sent = match (&record.sent_at, &record.error) {
        (Some(at), _) => at.to_rfc3339(),
        (None, Some(error)) => format!("{} ×: {error}", record.tries),
        (None, None) => String::new(),
    };
    let cells = [
        record.created_at.to_rfc3339(),
        message.channel.to_string(),
        message.recipient.clone(),
        message.subject.to_string(),
        message.body.to_string(),
        sent,
    ];
    let cells = cells
        .iter()
        .map(|cell| format!("<td>{}</td>", escaped(cell)));
    format!("<tr>{}</tr>", cells.collect::<String>())
}
