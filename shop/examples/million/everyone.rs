//! The tables about everyone: as many servers as it takes.

use super::arrivals::Arrivals;
use super::farm::Farm;
use super::report::{GROUPED, PLAIN, SECONDS};
use super::table::{Table, about};
use super::telling::Way;
use super::world::World;

const EVERY_SECOND: Way = Way {
    tick: 1000.0,
    ..GROUPED
};

/// Without a tick, what comes is told at once.
pub const WAYS: [Way; 5] = [
    Way { tick: 0.0, ..PLAIN },
    PLAIN,
    GROUPED,
    Way {
        tick: 200.0,
        ..GROUPED
    },
    EVERY_SECOND,
];

impl World {
    pub fn in_each_way(&self, farms: &[(Way, Farm)]) -> Table {
        let mut table = Table::new(
            self.say(
                &format!(
                    "Everyone: as many servers as it takes. Our assumption: each has {} \
                     processors, {} GB of memory and {} Gbit/s.",
                    self.cores, self.memory, self.gbits
                ),
                &format!(
                    "모두에게: 서버를 필요한 만큼. 가정: 한 대에 프로세서 {}개, \
                     메모리 {} GB, {} Gbit/s.",
                    self.cores, self.memory, self.gbits
                ),
            ),
            [
                self.say("Told", "알리는 방법"),
                self.say("tick", "틱"),
                self.say("packets a second", "초당 패킷"),
                self.say("processors at work", "쓰는 프로세서"),
                self.say("listeners a server", "서버당 클라이언트"),
                self.say("servers", "서버"),
                self.say("wait, median", "기다린 시간, 중앙값"),
            ],
        );
        for (way, farm) in farms {
            let all = |each: f64| about(each * self.listeners * self.buys);
            table.row([
                self.name(*way),
                &format!("{} ms", way.tick),
                &all(farm.told.each(|sent| sent.packets)),
                &all(farm.told.each(|sent| sent.micros) / 1e6),
                &about(farm.listeners_each),
                &about(farm.servers),
                &format!("{} ms", about(farm.told.median())),
            ]);
        }
        table
    }

    pub fn by_each_limit(&self, farms: &[(Way, Farm)]) -> Table {
        let mut table = Table::new(
            self.say(
                "As the shop does it: how many servers it would take if there were only \
                 this limit.",
                "쇼핑몰이 하는 대로: 다른 한계가 없을 때 필요한 서버 수.",
            ),
            [
                self.say("Told", "알리는 방법"),
                self.say("processors", "프로세서"),
                "25 Gbit/s",
                "10 Gbit/s",
                "1 Gbit/s",
                self.say("memory", "메모리"),
            ],
        );
        let as_the_shop = farms.iter().filter(|(way, _)| way.tick == PLAIN.tick);
        for (way, Farm { told, .. }) in as_the_shop {
            let deliveries = self.listeners * self.buys;
            let processors = deliveries * told.each(|sent| sent.micros) / 1e6;
            let gbits = deliveries * told.each(|sent| sent.bytes) * 8.0 / 1e9;
            let servers = |need: f64| about(need.ceil());
            table.row([
                self.name(*way),
                &servers(processors / self.cores),
                &servers(gbits / 25.0),
                &servers(gbits / 10.0),
                &servers(gbits),
                &servers(self.listeners / self.most_in_memory()),
            ]);
        }
        table
    }

    pub fn for_people(&self) -> Table {
        let mut table = Table::new(
            self.say(
                &format!(
                    "Once a second, in groups, about fewer purchases. Our assumption: a \
                     processor costs ${} an hour, and a GB of traffic ${}.",
                    self.core_hour, self.gb_out
                ),
                &format!(
                    "1초에 한 번씩 묶어서, 더 적게 알리기. 가정: 프로세서는 시간당 \
                     ${}, 트래픽은 1 GB에 ${}.",
                    self.core_hour, self.gb_out
                ),
            ),
            [
                self.say("Each is told about", "저마다 받는 것"),
                self.say("purchases a second", "초당 구매"),
                self.say("servers", "서버"),
                self.say("GB a second", "초당 GB"),
                self.say("servers, an hour", "서버 요금(시간당)"),
                self.say("traffic, an hour", "트래픽 요금(시간당)"),
            ],
        );
        let all = self.buys;
        let ten = ("one category of 10", "카테고리 10개 중 하나");
        let hundred = ("one category of 100", "카테고리 100개 중 하나");
        for (purchases, (english, korean)) in [
            (all, ("everything", "전부")),
            (all / 10.0, ten),
            (all / 100.0, hundred),
            (1.0, ("one purchase a second", "1초에 구매 하나")),
        ] {
            let news = Arrivals::at_random(purchases, SECONDS);
            let farm = self.farm(EVERY_SECOND, &news);
            let deliveries = self.listeners * purchases;
            let gb = deliveries * farm.told.each(|sent| sent.bytes) / 1e9;
            let price = |sum: f64| format!("${}", about(sum));
            table.row([
                self.say(english, korean),
                &about(purchases),
                &about(farm.servers),
                &about(gb),
                &price(farm.servers * self.cores * self.core_hour),
                &price(gb * 3600.0 * self.gb_out),
            ]);
        }
        table
    }
}
