import type { MetadataRoute } from "next";
import { appText as text } from "./text";

export default function manifest(): MetadataRoute.Manifest {
  return {
    name: text.name,
    short_name: text.name,
    description: text.description,
    lang: "zh-CN",
    start_url: "/",
    display: "browser", // Alipay's app returns to the browser that it came from, not to a window of its own
    background_color: "#f6f3ee",
    theme_color: "#f6f3ee",
    icons: [
      { src: "/icon.png", sizes: "192x192", type: "image/png" },
      { src: "/images/app-512.png", sizes: "512x512", type: "image/png" },
    ],
  };
}
