    // Socket.IO는 라우터를 따로 써요. 그래야 시간제한이 롱 폴링을 끊지 않고, 출처
    // 확인도 소켓에만 해요.
    let door = Door {
        socket_io: socket_io.clone(),
        gates,
        strangers: shop.store.has_others().then(Strangers::default),
    };
    let sockets = Router::new()
        .route_service("/socket.io/", socket_io.clone())
        .route_service("/socket.io/{*more}", socket_io)
        .layer(from_fn_with_state(door, let_in))
        .layer(DefaultBodyLimit::max(LARGEST_MESSAGE))
        .layer(from_fn_with_state(allowed.clone(), check_origin));
    let app = shop
        .routes()
        .merge(sockets)
        .merge(client())
        .layer(Extension(config.trusted_proxies.clone()))
        .layer(cors(allowed))
        .layer(from_fn_with_state(hosts, check_host))
        .layer(trace());
