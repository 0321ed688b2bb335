// Lets mdBook's search find Hangul, and only in the page's language. The index that
// mdBook brings along lost every letter that is not ASCII, so it is built anew from the
// texts that it carries.
(() => {
  const lunr = window.elasticlunr;
  if (!lunr) return;
  const language = document.documentElement.lang;
  const hangul = /[가-힣]+|[^가-힣]+/g;
  let indexing = false;

  // `알림이` is found by `알림`, since search goes by beginnings; and by `림이`, since a
  // Korean word may have another in front of it: 구매알림 is found by 알림.
  const endings = (word) =>
    Array.from({ length: Math.max(word.length - 1, 1) }, (_, from) => word.slice(from));

  lunr.tokenizer = (text) => {
    const words = String(text ?? "").normalize("NFC").toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
    return words
      .flatMap((word) => word.match(hangul))
      .flatMap((run) => (indexing && /[가-힣]/.test(run) ? endings(run) : [run]));
  };

  lunr.Index.load = ({ fields, documentStore }) => {
    const index = new lunr.Index();
    index.setRef("id");
    fields.forEach((field) => index.addField(field));
    index.pipeline.add(lunr.stemmer);
    indexing = true;
    for (const text of Object.values(documentStore.docs)) {
      const isOurs = window.search.doc_urls[text.id].startsWith(`${language}/`);
      if (isOurs) index.addDoc(text);
    }
    indexing = false;
    return index;
  };
})();
