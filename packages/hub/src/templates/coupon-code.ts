/** The name of the gap in a button that copies a coupon; Meta takes it in a form of its own. */
export const COUPON_CODE = "coupon_code";
