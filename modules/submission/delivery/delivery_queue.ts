export const DELIVERY_QUEUE = "submission.delivery";
