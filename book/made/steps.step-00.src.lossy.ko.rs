//! 5분의 1을 잃어버리는 네트워크에서, 같은 메시지 스무 개를 UDP와 TCP로 보내요.

use std::error::Error;

use smoltcp::iface::{Config, Interface, SocketSet};
use smoltcp::phy::{FaultInjector, Loopback, Medium};
use smoltcp::socket::{tcp, udp};
use smoltcp::time::Instant;
use smoltcp::wire::{HardwareAddress, IpAddress, IpCidr};

const HERE: IpAddress = IpAddress::v4(127, 0, 0, 1);
/// 시드가 다르면 다른 패킷을 잃어요.
const SEED: u32 = 1;

/// 프로그램 밖으로는 아무것도 나가지 않아요. smoltcp의 TCP와 UDP, 메모리 안의 네트워크,
/// 가상의 시계를 써요. 그래서 실행할 때마다 결과가 같고 관리자 권한도 필요 없어요.
pub fn run() -> Result<(), Box<dyn Error>> {
    // 패킷은 나갈 때와 들어올 때 한 번씩 방해를 받아요. 11%가 두 번이면 5분의 1이에요.
    let mut network = FaultInjector::new(Loopback::new(Medium::Ip), SEED);
    network.set_drop_chance(11);
    let config = Config::new(HardwareAddress::Ip);
    let mut interface = Interface::new(config, &mut network, Instant::ZERO);
    interface.update_ip_addrs(|own| own.push(IpCidr::new(HERE, 8)).expect("the first"));

    let mut sockets = SocketSet::new(Vec::new());
    let [udp_client, udp_server] = [50_000, 3000].map(|port| sockets.add(udp_on(port)));
    let [tcp_client, tcp_server] = [(); 2].map(|()| sockets.add(tcp_socket()));
    sockets.get_mut::<tcp::Socket>(tcp_server).listen(3000)?;
    let client = sockets.get_mut::<tcp::Socket>(tcp_client);
    client.connect(interface.context(), (HERE, 3000), 50_000)?;

    let (mut rows, mut by_udp, mut by_tcp) = (Vec::new(), Vec::new(), Vec::new());
    let mut ms = 0;
    while by_tcp.len() < 20 {
        ms += 1;
        interface.poll(Instant::from_millis(ms), &mut network, &mut sockets);

        let client = sockets.get_mut::<tcp::Socket>(tcp_client);
        if ms % 10 == 0 && client.may_send() && rows.len() < 20 {
            let message = [u8::try_from(rows.len())?];
            client.send_slice(&message)?;
            let client = sockets.get_mut::<udp::Socket>(udp_client);
            client.send_slice(&message, (HERE, 3000))?;
            rows.push([ms.to_string(), "-".to_owned(), "-".to_owned()]);
        }

        while let Ok((message, _)) = sockets.get_mut::<udp::Socket>(udp_server).recv() {
            by_udp.push(message[0].to_string());
            rows[usize::from(message[0])][1] = ms.to_string();
        }
        let server = sockets.get_mut::<tcp::Socket>(tcp_server);
        while server.can_recv() {
            let message = server.recv(|bytes| (1, bytes[0]))?;
            by_tcp.push(message.to_string());
            rows[usize::from(message)][2] = ms.to_string();
        }
    }
    println!(" n        →    UDP ←    TCP ←  (ms)");
    for (n, [sent, udp, tcp]) in rows.iter().enumerate() {
        println!("{n:>2}{sent:>9}{udp:>9}{tcp:>9}");
    }
    println!("UDP ← {}/20: {}", by_udp.len(), by_udp.join(" "));
    println!("TCP ← {}/20: {}", by_tcp.len(), by_tcp.join(" "));
    Ok(())
}

fn udp_on(port: u16) -> udp::Socket<'static> {
    let slots = || vec![udp::PacketMetadata::EMPTY; 32];
    let buffer = || udp::PacketBuffer::new(slots(), vec![0; 32]);
    let mut socket = udp::Socket::new(buffer(), buffer());
    socket.bind(port).expect("any port but 0 will do");
    socket
}

fn tcp_socket() -> tcp::Socket<'static> {
    let buffer = || tcp::SocketBuffer::new(vec![0; 64]);
    let mut socket = tcp::Socket::new(buffer(), buffer());
    socket.set_nagle_enabled(false); // 작은 메시지도 바로 보내요.
    socket
}
