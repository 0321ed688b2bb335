// How goods look everywhere: their picture, their price.

const won = new Intl.NumberFormat("ko-KR", { style: "currency", currency: "KRW" });

export const price = (amount) => won.format(amount);

// Anyone may add goods, so the picture may be an address that leads nowhere.
export function showPicture(image, { thumbnailUrl }) {
  image.addEventListener(
    "error",
    () => {
      image.src = "/images/missing.svg";
    },
    { once: true },
  );
  image.src = thumbnailUrl;
}
