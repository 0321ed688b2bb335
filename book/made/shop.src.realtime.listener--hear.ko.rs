    /// 새 소식을 들어가는 만큼 보내요. 지금 다 못 보내면 나머지는 나중에 보내요.
    pub fn hear(&mut self, log: &mut Log) {
        if !self.behind && self.heard == log.last {
            return;
        }
        // 클라이언트가 같은 웹소켓으로 다시 연결했을 수도 있어요.
        if !self.is_there() {
            self.behind = false;
            return;
        }
        if self.wire.is_none() {
            self.wire = self.gate.wire();
        }
        match self.tell(log) {
            Ok(()) | Err(SendError::Socket(SocketError::InternalChannelFull)) => {}
            Err(error) => {
                tracing::debug!(%error, "left before it was told");
                self.left = true;
            }
        }
        let kept = self.wire.as_ref().is_some_and(|wire| !wire.push());
        self.behind = kept || self.heard < log.last;
    }

    fn tell(&mut self, log: &mut Log) -> Result<(), SendError> {
        let skipped = log.before_first() - self.heard;
        if skipped > 0 {
            self.heard += skipped;
            self.missed = Some(self.missed.unwrap_or(0) + skipped);
        }
        if let Some(missed) = self.missed {
            let since = json!({"after": self.heard, "missed": missed});
            let since = to_raw_value(&since).expect("two numbers");
            self.queue("SINCE", &since)?;
            self.missed = None;
        }
        match &self.wire {
            Some(wire) if !wire.has_queue() => {
                while let Some(frames) = log.frames_after(self.heard, self.grouped)
                    && wire.write(&frames.bytes)
                {
                    self.heard = frames.last;
                }
            }
            _ => {
                while let Some(packet) = log.after(self.heard, self.grouped) {
                    self.queue(packet.event, packet.payload)?;
                    self.heard = packet.last;
                }
            }
        }
        Ok(())
    }
