//! Commands for a machine on the internet, which no test has.

use std::fs;

use book::repository;

/// `online.md` says which of these were tried, and how.
const TYPED: [&str; 31] = [
    "scp target/release/shop shop/deploy/* root@shop.example.com:",
    "ssh root@shop.example.com",
    "nano /etc/shop.env",
    "journalctl -u shop",
    "curl -i http://localhost:8080/healthz",
    "apt install caddy",
    "install -m 644 Caddyfile /etc/caddy/Caddyfile",
    "nano /etc/caddy/Caddyfile",
    "systemctl reload caddy",
    "apt install sqlite3",
    "umask 077",
    "sqlite3 /var/lib/shop/shop.db \".backup /var/backups/shop.db\"",
    "cat /var/lib/shop/shop.secret > /var/backups/shop.secret",
    "scp root@shop.example.com:/var/backups/shop.db root@shop.example.com:/var/backups/shop.secret .",
    "systemctl stop shop",
    "sqlite3 /var/lib/shop/shop.db \".restore /var/backups/shop.db\"",
    "cat /var/backups/shop.secret > /var/lib/shop/shop.secret",
    "systemctl start shop",
    "install shop /usr/local/bin/shop.new",
    "mv /usr/local/bin/shop.new /usr/local/bin/shop",
    "systemctl restart shop",
    "cp .env.example .env",
    "nano .env",
    "docker compose ps",
    "docker compose exec -T postgres pg_dump -U shop -Fc shop > shop.dump",
    "docker compose stop shop-1 shop-2",
    "docker compose exec -T postgres pg_restore -U shop -d shop --clean --if-exists --no-owner --single-transaction --exit-on-error < shop.dump",
    "docker compose up -d --wait shop-1",
    "docker compose up -d --wait shop-2",
    "git tag v0.1.0",
    "git push origin v0.1.0",
];

/// Whether it is one of these, or stands at the top of a file in `shop/deploy`.
pub fn is_known(command: &str) -> bool {
    TYPED.contains(&command) || at_the_top().iter().any(|it| it == command)
}

/// What the comments of those files say to type, without what comes after it.
fn at_the_top() -> Vec<String> {
    let files = fs::read_dir(repository().join("shop/deploy")).unwrap();
    let mut commands = Vec::new();
    for file in files {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let lines = text.lines().filter_map(|line| line.strip_prefix("#     "));
        commands.extend(lines.map(|line| {
            let command = line.split("  # ").next().unwrap_or(line);
            command.trim().to_owned()
        }));
    }
    commands
}

#[test]
fn what_the_files_say_to_type_is_known() {
    assert!(is_known("install -m 600 shop.env.example /etc/shop.env"));
    assert!(is_known("docker compose up -d --wait"));
    assert!(!is_known("systemctl enable shop"));
    assert!(!is_known("docker compose down"));
}
