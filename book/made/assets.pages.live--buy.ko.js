// 쇼핑몰이 구매를 확인하면 그 응답을 돌려줘요. 응답이 없다면, 주문은 보냈지만 이 서버가
// 확인 응답을 하겠다고 한 적이 없는 거예요(강의의 서버가 그래요). 느린 연결 때문에 늦은
// 응답은 `later`가 돌려줘요. 실패하면 이유가 담긴 ShopError를 던져요. `may`는 주문을
// 아직 다시 보내도 되는지 알려 줘요.
export async function buy(order, onRetry, may) {
  await deferredScripts();
  if (!socket) throw new ShopError({ key: "errorNoLive" });
  if (!socket.connected) await event("connect", CONNECT_MS);
  // 마지막에 확인해요. 끊긴 동안 emit하면 버퍼에 쌓였다가 언제 전송될지 모르거든요.
  if (!socket.connected) throw new ShopError({ key: "errorNotConnected" });
  // 지금 값을 적어 둬요. 그사이에 연결이 끊어지면 잊어버리거든요.
  const answers = answersBuy;
  const { id } = socket;
  // 확인 응답을 하지 않는 서버는 응답해 달라는 요청을 무시해요.
  const first = ask(order);
  if (!first) throw new ShopError({ key: "errorNotConnected" });
  const soon = await within(answers ? ANSWER_MS : WHO_MS, first);
  if (isFinal(soon)) return { answer: accepted(soon) };
  if (answers || answersBuy) return { answer: await untilAnswered(order, onRetry, may) };
  const late = first.then((said) => (isFinal(said) ? accepted(said) : never()));
  // 다음 연결은 다른 서버로 이어질 수도 있어요. 그 서버에는 아무것도 주문하지 않았어요.
  const again = event("WHO").then(() =>
    socket.id === id ? untilAnswered(order, onRetry, may) : never(),
  );
  return { later: Promise.race([late, again]) };
}

// 이미 보냈을지도 모르는 주문을 다시 보내요. 내가 누구인지 알려 주는 서버에만 쓸 수
// 있어요. 다른 서버라면 두 번 팔 테니까요.
export async function buyAgain(order, onRetry, may) {
  await deferredScripts();
  if (!socket) throw new ShopError({ key: "errorNoAnswer" });
  while (!answersBuy) {
    // 그만큼 연결돼 있었는데도 WHO가 아직 안 왔나요?
    const { connected } = socket;
    await event(connected ? "WHO" : "connect", ANSWER_MS);
    if (!answersBuy && ((connected && socket.connected) || !may())) {
      throw new ShopError({ key: "errorNoAnswer" });
    }
  }
  return untilAnswered(order, onRetry, may);
}

// 같은 주문을 필요한 만큼 보내요. 그래도 구매는 한 번뿐이에요.
async function untilAnswered(order, onRetry = () => {}, may) {
  for (let attempt = 0; attempt < MOST_RETRIES && may(); attempt += 1) {
    onRetry();
    if (!answersBuy) await event("WHO", ANSWER_MS);
    const asks = answersBuy && may();
    const answer = asks ? await within(ANSWER_MS, ask(order)) : undefined;
    if (isFinal(answer)) return accepted(answer);
    await within(RETRY_MS, never());
  }
  throw new ShopError({ key: "errorNoAnswer" });
}

const never = () => new Promise(() => {});

// 아직 나가지 않았으면 undefined예요. 컴퓨터가 잠들었다 깨어나면 클라이언트는 연결이
// 끊긴 것을 이제야 알고, 다시 연결됐을 때 보내려고 하거든요.
function ask(order) {
  const answer = new Promise((resolve) => socket.emit("BUY", order, resolve));
  return socket.sendBuffer.splice(0).length === 0 ? answer : undefined;
}

function isFinal(answer) {
  return answer !== undefined && !TRY_AGAIN.includes(answer.code);
}

function accepted(answer) {
  const { ok, errorMessage: message, code, total } = answer;
  if (ok !== true) throw new ShopError({ message, code, total });
  return answer;
}
