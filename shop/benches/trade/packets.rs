//! A WebSocket's frames, as far as Socket.IO needs them.

/// What a WebSocket has received, packet by packet.
#[derive(Default)]
pub struct Packets {
    came: Vec<u8>,
    read: usize,
}

impl Packets {
    /// Where to put what comes next.
    pub fn room(&mut self) -> &mut Vec<u8> {
        self.came.drain(..self.read);
        self.read = 0;
        &mut self.came
    }

    /// The next packet, if it has already arrived.
    pub fn next(&mut self) -> Option<&[u8]> {
        let came = &self.came[self.read..];
        let (head, length) = match *came.get(1)? {
            126 => (4, u16::from_be_bytes([*came.get(2)?, *came.get(3)?]).into()),
            length => (2, usize::from(length)),
        };
        came.get(head..head + length)?;
        let from = self.read + head;
        self.read = from + length;
        Some(&self.came[from..self.read])
    }
}

/// How many bytes a server sends for this packet, without those of TCP and IP.
pub fn on_the_wire(packet: &[u8]) -> usize {
    let head = if packet.len() < 126 { 2 } else { 4 };
    head + packet.len()
}

/// A client's frame, masked with zeros, which changes nothing.
pub fn frame(packet: &str) -> Vec<u8> {
    let mut frame = vec![0x81];
    match u8::try_from(packet.len()) {
        Ok(length @ ..126) => frame.push(0x80 | length),
        _ => {
            frame.push(0x80 | 126);
            frame.extend(u16::try_from(packet.len()).unwrap().to_be_bytes());
        }
    }
    frame.extend([0; 4]);
    frame.extend(packet.as_bytes());
    frame
}
