// What goods look like everywhere: their picture and their price.

const won = new Intl.NumberFormat("ko-KR", { style: "currency", currency: "KRW" });

export const price = (amount) => won.format(amount);

// Anyone may add goods, so the picture's address may lead nowhere.
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
