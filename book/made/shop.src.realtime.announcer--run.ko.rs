async fn run(shop: Shop, mut newcomers: mpsc::Receiver<Newcomer>) {
    let mut newest = shop.newest_purchase();
    let mut log = Log::before(*newest.borrow());
    log.catch_up(&shop).await;
    let (mut listeners, mut came) = (Vec::new(), Vec::new());
    let (mut round, mut soon) = (interval(ROUND), interval(SOON));
    soon.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // 로그보다 뒤처진 소켓이 있는지, 계산대보다 로그가 뒤처졌는지를 나타내요.
    let (mut behind, mut stuck) = (false, false);
    let mut rested = Instant::now();
    loop {
        let why = select! {
            count = newcomers.recv_many(&mut came, NEWCOMERS) => match count {
                0 => return,
                _ => Why::Newcomers,
            },
            () = news(&mut newest, &log, rested), if !stuck => Why::News,
            _ = round.tick() => {
                gauge!(BEHIND).set(count_behind(&listeners));
                Why::News
            }
            _ = soon.tick(), if behind => Why::SomeAreBehind,
        };
        let there = *newest.borrow();
        // 새로 온 소켓은 가장 새로운 것부터 시작해요. 다른 서버에 연결돼 있던
        // 클라이언트는 이 서버보다 더 많이 알 수도 있어요.
        let mut starts = came.iter().map(|(_, wants)| wants.after.unwrap_or(there));
        let ahead = starts.any(|start| log.last < start.max(there));
        if matches!(why, Why::News) || ahead {
            // 읽기 전에 있었는데 찾지 못한 구매는 다음 차례에 다시 찾아요. 읽는 동안
            // 생긴 구매는 새 소식이에요.
            log.read_on(&shop).await;
            stuck = log.found != Found::More && log.last < there;
        }
        if matches!(why, Why::Newcomers) {
            behind |= ahead;
        } else {
            let began = Instant::now();
            tell_all(&mut listeners, &mut log).await;
            if matches!(why, Why::News) {
                listeners.retain(Listener::is_there);
            }
            behind = listeners.iter().any(|listener| listener.behind);
            rested = Instant::now() + (began.elapsed() * REST).min(LONGEST_REST);
        }
        behind |= let_in(&mut came, &mut listeners, &mut log);
    }
}
