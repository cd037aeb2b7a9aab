import { buyAndPay } from "./journeys/buy-and-pay";

buyAndPay();
