    /// 새 소식을 큐에 들어가는 만큼 넣어요. 소켓이 없어졌으면 `false`예요.
    fn hear(&mut self, log: &mut Log) -> bool {
        match self.tell(log) {
            // 지금 들어가지 않는 것은 나중에 보내요.
            Ok(()) | Err(SendError::Socket(SocketError::InternalChannelFull)) => {
                self.socket.connected()
            }
            Err(_) => false,
        }
    }

    fn tell(&mut self, log: &mut Log) -> Result<(), SendError> {
        let skipped = log.before_first() - self.heard;
        if skipped > 0 {
            self.heard += skipped;
            self.missed = Some(self.missed.unwrap_or(0) + skipped);
        }
        if let Some(missed) = self.missed {
            let since = json!({"after": self.heard, "missed": missed});
            self.socket.emit("SINCE", &since)?;
            self.missed = None;
        }
        while let Some(packet) = log.after(self.heard, self.grouped) {
            self.socket.emit(packet.event, packet.payload)?;
            self.heard = packet.last;
        }
        Ok(())
    }
