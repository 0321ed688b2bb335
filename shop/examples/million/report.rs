//! The tables, from the sum on paper to one server.

use super::arrivals::Arrivals;
use super::costs::{BYTES, Costs, KB_A_CONNECTION, MICROS};
use super::everyone::WAYS;
use super::table::{Table, about, exact};
use super::telling::Way;
use super::till;
use super::world::World;

/// How long everything is simulated.
pub const SECONDS: usize = 40;

/// As the shop does it.
pub const PLAIN: Way = Way {
    tick: 20.0,
    grouped: false,
};
pub const GROUPED: Way = Way {
    grouped: true,
    ..PLAIN
};

impl World {
    /// Every table, by its name.
    pub fn report(&self) -> [(&'static str, Table); 6] {
        let news = Arrivals::at_random(self.buys, SECONDS);
        let farms = WAYS.map(|way| (way, self.farm(way, &news)));
        [
            ("paper", self.on_paper()),
            ("till", self.at_the_till()),
            ("server", self.on_one_server(&news)),
            ("ways", self.in_each_way(&farms)),
            ("limits", self.by_each_limit(&farms)),
            ("people", self.for_people()),
        ]
    }

    fn on_paper(&self) -> Table {
        let mut table = Table::new(
            self.say(
                "On paper: everyone is told about every purchase, one by one.",
                "종이로 계산하기: 모든 구매를 모두에게 하나씩 알려요.",
            ),
            [
                self.say("In a second", "1초에"),
                self.say("one", "하나"),
                self.say("all", "전부"),
            ],
        );
        let deliveries = self.listeners * self.buys;
        table.row([self.say("Deliveries", "전달"), "1", &about(deliveries)]);
        table.row([
            self.say("Traffic", "트래픽"),
            &format!("{} B", about(BYTES)),
            &format!("{} GB", about(deliveries * BYTES / 1e9)),
        ]);
        table.row([
            self.say("CPU time", "CPU 시간"),
            &format!("{} µs", about(MICROS)),
            &format!("{} s", about(deliveries * MICROS / 1e6)),
        ]);
        table.row([
            self.say("Memory for connections", "연결에 드는 메모리"),
            &format!("{} kB", about(KB_A_CONNECTION)),
            &format!("{} GB", about(self.listeners * KB_A_CONNECTION / 1e6)),
        ]);
        table
    }

    fn at_the_till(&self) -> Table {
        let mut table = Table::new(
            self.say(
                "At the till: how many orders are waiting.",
                "계산대에서: 기다리는 주문의 수.",
            ),
            [
                self.say("Orders a second", "초당 주문"),
                self.say("after 1 s", "1초 뒤"),
                self.say("after 5 s", "5초 뒤"),
                self.say("after 20 s", "20초 뒤"),
                self.say("then written a second", "그 뒤 초당 기록"),
                self.say("and refused a second", "초당 거절"),
            ],
        );
        for share in [0.2, 0.4, 0.5, 0.6, 0.8, 1.0] {
            let orders = Arrivals::at_random(self.buys * share, SECONDS);
            let seconds = till::work(self.till, &orders);
            let waiting = |second: usize| exact(seconds[second - 1].waiting);
            let [before, last] = [20, SECONDS].map(|second| seconds[second - 1]);
            let a_second =
                |from: u64, to: u64| about((to - from) as f64 / (SECONDS - 20) as f64);
            table.row([
                &about(self.buys * share),
                &waiting(1),
                &waiting(5),
                &waiting(20),
                &a_second(before.written, last.written),
                &a_second(before.refused, last.refused),
            ]);
        }
        table
    }

    fn on_one_server(&self, news: &Arrivals) -> Table {
        let mut table = Table::new(
            self.say(
                "On one server, one by one: the longest that someone has been waiting \
                 for news.",
                "서버 한 대에서 하나씩: 소식을 가장 오래 기다린 클라이언트가 기다린 \
                 시간.",
            ),
            [
                self.say("Listeners", "클라이언트"),
                self.say("after 1 s", "1초 뒤"),
                self.say("after 5 s", "5초 뒤"),
                self.say("after 20 s", "20초 뒤"),
            ],
        );
        for listeners in [75.0, 150.0, 300.0, 600.0, 1200.0] {
            let told = self.server(listeners).tell(PLAIN, news, Costs::measured());
            let oldest = |second| format!("{} ms", about(told.oldest(second)));
            table.row([&about(listeners), &oldest(1), &oldest(5), &oldest(20)]);
        }
        table
    }

    pub fn name(&self, way: Way) -> &str {
        match way.grouped {
            true => self.say("in groups", "묶어서"),
            false => self.say("one by one", "하나씩"),
        }
    }
}
