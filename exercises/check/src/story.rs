//! A transcript taken apart, to see what an action has brought.

use transcript::{Action, Happening, Kind, Transcript};

/// Asked after each action: a namespace that no server has. Its refusal comes after
/// everything that was already on its way to the client, so nothing late is overlooked.
pub(crate) const QUESTION: &str = "40/anything-else,";
const REFUSAL: &str = "44/anything-else,";

/// Sent by a client that disconnects. As a packet, because the client's own way of
/// disconnecting also closes the connection: then nobody could ask whether the server
/// has noticed.
pub(crate) const GOODBYE: &str = "41";

/// What the scene shows, without our question and its answer.
pub(crate) struct Story {
    actions: Vec<Action>,
    answered: Vec<String>,
}

impl Story {
    pub(crate) fn read(transcript: &str) -> Self {
        let Ok(Transcript(actions)) = transcript.parse();
        let mut story = Self {
            actions: Vec::new(),
            answered: Vec::new(),
        };
        for action in actions {
            story.take(action);
        }
        // What came with an answer to our question goes back to where it belongs.
        story.actions.iter_mut().for_each(Action::sort);
        story
    }

    /// What the last action has brought.
    pub(crate) fn last(&self) -> &[Happening] {
        self.actions.last().map_or(&[], |action| &action.happenings)
    }

    /// How often this client's question was answered.
    pub(crate) fn answers(&self, who: &str) -> usize {
        self.answered.iter().filter(|other| *other == who).count()
    }

    /// Whether an event has reached this client without the client reporting it yet:
    /// packets are seen on the wire, events when the client reports them.
    pub(crate) fn is_about_to_hear(&self, who: &str) -> bool {
        let count = |is: fn(&Happening) -> bool| {
            let all = self.actions.iter().flat_map(|action| &action.happenings);
            all.filter(|it| it.who == who && is(it)).count()
        };
        count(|it| it.kind == Kind::In && it.text.starts_with("42"))
            > count(|it| it.kind == Kind::Event)
    }

    /// The way the harness writes it, plus what we got by other means, under its action.
    pub(crate) fn text(&self, notes: &[(usize, Happening)]) -> String {
        let told = self.actions.iter().enumerate().map(|(number, action)| {
            let mut action = action.clone();
            let noted = notes.iter().filter(|(at, _)| *at == number);
            let noted = noted.map(|(_, happening)| happening.clone());
            action.happenings.extend(noted);
            action.to_string()
        });
        told.collect()
    }

    /// The index of the last action.
    pub(crate) fn number(&self) -> usize {
        self.actions.len().saturating_sub(1)
    }

    fn take(&mut self, mut action: Action) {
        let refused = |it: &Happening| it.text.starts_with(REFUSAL);
        let refusals = action.happenings.iter().filter(|it| refused(it));
        self.answered.extend(refusals.map(|it| it.who.clone()));
        action
            .happenings
            .retain(|it| !refused(it) && it.text != QUESTION);
        // What came with our question belongs to the action before it.
        match self.actions.last_mut() {
            Some(before) if action.title.contains(QUESTION) => {
                before.happenings.append(&mut action.happenings);
            }
            _ => {
                let goodbye = format!(" sends the packet {GOODBYE}");
                if let Some(who) = action.title.strip_suffix(&goodbye) {
                    action.title = format!("{who} disconnects");
                }
                self.actions.push(action);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Story;

    #[test]
    fn our_question_and_its_answer_are_hidden_but_what_came_with_them_is_not() {
        let story = Story::read(
            "A connects\n  A  ←     40{\"sid\":\"[A]\"}\n\
             A sends the packet 40/anything-else,\n  \
             A  →     40/anything-else,\n  \
             A  ←     44/anything-else,{\"message\":\"Invalid namespace\"}\n  \
             A        on late\n  server   late too\n\
             A sends the packet 41\n",
        );
        assert_eq!(story.answers("A"), 1);
        assert_eq!(
            story.text(&[(0, "A POST / → 204".parse().expect("a happening"))]),
            "A connects\n  server   late too\n  A  ←     40{\"sid\":\"[A]\"}\n  \
             A        on late\n  A        POST / → 204\nA disconnects\n"
        );
    }

    #[test]
    fn an_event_is_awaited_once_its_packet_has_come() {
        let packet = "A connects\n  A  ←     42[\"message\",\"Hello!\"]\n";
        assert!(Story::read(packet).is_about_to_hear("A"));
        assert!(!Story::read(packet).is_about_to_hear("B"));
        let heard = format!("{packet}  A        on message: \"Hello!\"\n");
        assert!(!Story::read(&heard).is_about_to_hear("A"));
    }
}
