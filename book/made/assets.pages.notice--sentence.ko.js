function sentence(nickname) {
  const [before, after] = text("noticeAroundNickname");
  // <bdi>: 오른쪽에서 왼쪽으로 쓰는 닉네임이 문장까지 뒤집지 못하게 해요.
  const buyer = element("bdi", { data: { noticeNickname: "" } }, String(nickname));
  return element(
    "p",
    { className: "notice-sentence", data: { noticeSentence: "" } },
    before,
    element("strong", {}, buyer),
    after,
  );
}
