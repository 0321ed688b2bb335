//! Three shops behind nginx and HAProxy, with the configurations from `shop/deploy`.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use reqwest::header::{COOKIE, SET_COOKIE};
use serde_json::Value;
use tempfile::TempDir;
use tokio::task::block_in_place;
use tokio::time::{sleep, timeout};

use crate::crowd::Crowd;
use crate::support::{Cluster, connect, order, port_of};

/// Stopped when it is dropped.
struct Proxy {
    child: Child,
    url: String,
    folder: TempDir,
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // Politely, so that nginx takes its workers along.
        let pid = self.child.id().to_string();
        Command::new("kill").arg(pid).status().ok();
        self.child.wait().ok();
    }
}

impl Proxy {
    /// Starts one with the configuration of this name, before these shops.
    async fn start(name: &str, cluster: &Cluster) -> Self {
        let folder = TempDir::new().unwrap();
        let deploy = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy");
        let mut settings = std::fs::read_to_string(deploy.join(name)).unwrap();
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        for (old, new) in [
            ("listen 8080", format!("listen 127.0.0.1:{port}")),
            ("bind :8080", format!("bind 127.0.0.1:{port}")),
        ] {
            settings = settings.replace(old, &new);
        }
        for (at, url) in cluster.urls().iter().enumerate() {
            let old = format!("127.0.0.1:{}", 8081 + at);
            assert!(settings.contains(&old), "{name} has no server {old}");
            settings = settings.replace(&old, &format!("127.0.0.1:{}", port_of(url)));
        }
        let file = folder.path().join(name);
        std::fs::write(&file, settings).unwrap();
        let mut command = command(name, folder.path());
        let log = std::fs::File::create(folder.path().join("stdout")).unwrap();
        let child = command.stdout(log).stderr(Stdio::null()).spawn();
        let proxy = Self {
            child: child.unwrap_or_else(|error| {
                panic!("{name}: {error}; apt install nginx haproxy")
            }),
            url: format!("http://127.0.0.1:{port}"),
            folder,
        };
        let ready = async {
            while !healthy(&proxy.url).await {
                sleep(Duration::from_millis(50)).await;
            }
        };
        timeout(Duration::from_secs(10), ready)
            .await
            .expect("a proxy");
        proxy
    }

    /// Which shops it has asked something, as its log has it.
    fn asked(&self, cluster: &Cluster) -> usize {
        let read = |name| std::fs::read_to_string(self.folder.path().join(name));
        let log =
            read("access.log").unwrap_or_default() + &read("stdout").unwrap_or_default();
        let servers = ["shops/a", "shops/b", "shops/c", " a\n", " b\n", " c\n"];
        let ports = cluster
            .urls()
            .iter()
            .filter(|url| log.contains(&port_of(url)))
            .count();
        let names = servers.iter().filter(|name| log.contains(*name)).count();
        ports.max(names)
    }
}

/// Starts the one whose configuration is in this folder.
fn command(name: &str, folder: &Path) -> Command {
    match name {
        "nginx.conf" => {
            let mut nginx = program("nginx");
            nginx.args(["-e", "stderr", "-g", "daemon off;", "-p"]);
            nginx.arg(folder).arg("-c").arg(folder.join(name));
            nginx
        }
        _ => {
            let mut haproxy = program("haproxy");
            haproxy.arg("-f").arg(folder.join(name));
            haproxy
        }
    }
}

/// Debian keeps them where only root looks.
fn program(name: &str) -> Command {
    let sbin = Path::new("/usr/sbin").join(name);
    match sbin.exists() {
        true => Command::new(sbin),
        false => Command::new(name),
    }
}

async fn healthy(url: &str) -> bool {
    let answer = reqwest::get(format!("{url}/healthz")).await;
    answer.is_ok_and(|answer| answer.status() == 200)
}

/// A client that only polls, and keeps its cookies like a browser.
struct Polling {
    http: reqwest::Client,
    url: String,
    cookie: String,
}

impl Polling {
    async fn connect(url: &str) -> Self {
        let http = reqwest::Client::new();
        let page = http.get(url).send().await.unwrap();
        let cookies = page.headers().get_all(SET_COOKIE).iter();
        let cookies = cookies.map(|it| it.to_str().unwrap().split(';').next().unwrap());
        let mut client = Self {
            cookie: cookies.collect::<Vec<_>>().join("; "),
            url: format!("{url}/socket.io/?EIO=4&transport=polling"),
            http,
        };
        let opened = client.poll().await;
        let opened: Value = serde_json::from_str(&opened[1..]).unwrap();
        client.url += &format!("&sid={}", opened["sid"].as_str().unwrap());
        client.send("40").await;
        client.until("SINCE").await;
        client
    }

    async fn poll(&self) -> String {
        let request = self.http.get(&self.url).header(COOKIE, &self.cookie);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200, "{}", self.url);
        answer.text().await.unwrap()
    }

    async fn send(&self, packet: &str) {
        let request = self.http.post(&self.url).header(COOKIE, &self.cookie);
        let answer = request.body(packet.to_owned()).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{}", self.url);
    }

    /// Polls, and answers heartbeats, until this comes.
    async fn until(&self, wanted: &str) {
        loop {
            let packets = self.poll().await;
            if packets.contains(wanted) {
                return;
            }
            if packets.contains('2') {
                self.send("3").await;
            }
        }
    }
}

async fn behind(name: &str) {
    let mut cluster = Cluster::of(3);
    let proxy = Proxy::start(name, &cluster).await;
    let mut polling = Vec::new();
    for _ in 0..12 {
        polling.push(Polling::connect(&proxy.url).await);
    }
    assert!(proxy.asked(&cluster) > 1, "all on one shop");
    let token = cluster.shops[0].login("르탄이").await;
    let mut buyer = connect(&proxy.url, Some(&token), None).await.unwrap();
    for number in 1..=3 {
        let bought = buyer.emit_with_ack("BUY", order(&number.to_string())).await;
        assert_eq!(bought["purchaseId"], number);
        for client in &polling {
            client.until(&format!("\"purchaseId\":{number},")).await;
        }
    }
    drop((polling, buyer));

    // Everyone comes in by the proxy, while shops are killed and come back.
    let crowd = Crowd::at(vec![proxy.url.clone()], &cluster).await;
    for server in 0..3 {
        sleep(Duration::from_secs(1)).await;
        cluster.shops[server].child.kill().unwrap();
        sleep(Duration::from_secs(1)).await;
        block_in_place(|| cluster.start_again(server));
        while !healthy(&cluster.shops[server].url).await {}
    }
    let (sold, _) = crowd.end(&cluster).await;
    assert!(sold > 20, "{sold} sold");
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_stay_with_their_shop_behind_nginx() {
    behind("nginx.conf").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_stay_with_their_shop_behind_haproxy() {
    behind("haproxy.cfg").await;
}
