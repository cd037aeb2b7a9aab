import type { Cause, MessageKind } from "./finding";

type Sentences = { says: string; change: string };

const zh: Record<Cause, Sentences> = {
  own_public_key: { says: "配置里的“支付宝公钥”其实是商家自己的公钥", change: "到支付宝后台复制“支付宝公钥”（不是“应用公钥/商户公钥”）" },
  signed_with_own_key: {
    says: "这条消息是用商家自己的私钥签的，不是支付宝签的",
    change: "检查谁发的；自己造的测试消息要用支付宝一侧（模拟器）的私钥来签",
  },
  other_key: { says: "签名对得上另一把密钥，不是这种消息该用的那把", change: "核对两种协议、MAPI 与手机支付各自的公钥是否放错了位置" },
  key_unreadable: { says: "有一把密钥读不出来", change: "从支付宝后台或原文件重新完整复制" },
  key_cut: {
    says: "密钥只剩下一部分，换行丢失后后面的内容没有读进来",
    change: "写成一行，换行用 \\n 表示，或整段加引号，或只放中间的 base64",
  },
  key_mislabelled: {
    says: "密钥的标题与内容不符：PKCS#8 与 PKCS#1 弄混了（本店能读，别的程序多半不能）",
    change: "用 openssl pkey -in 原文件 -out 新文件 转成 PKCS#8",
  },
  key_on_one_line: { says: "密钥的换行丢失了，整段在一行里（本店能读，别的程序多半不能）", change: "恢复每 64 个字符一行，或换行写成 \\n" },
  not_configured: { says: "没有配置检查这种消息所需的密钥", change: "补上所列的变量" },
  stale_certificate: {
    says: "证书序列号与配置的不同：支付宝换了证书，或配置的是旧证书",
    change: "重新下载三个证书文件；本店下一次查询时也会自动取新的支付宝证书",
  },
  wrong_algorithm: { says: "签名算法不对", change: "当前接口只用 RSA2（SHA-256）；老接口用 MD5 或 RSA（SHA-1）" },
  md5_key_glued: { says: "MD5 密钥与字符串之间多了连接符", change: "密钥直接接在字符串后面，中间什么都不加" },
  md5_upper_case: { says: "MD5 结果写成了大写", change: "用小写十六进制" },
  sorted_order: { says: "按字母顺序排列后签的，但这种通知的顺序是固定的", change: "按 service、v、sec_id、notify_data 的固定顺序拼接" },
  order_as_sent: { says: "按收到的顺序拼接后签的", change: "按参数名的字母顺序排列（老接口的异步通知用固定顺序）" },
  sign_type_kept: { says: "签名时保留了 sign_type，这种消息应去掉", change: "拼接前去掉 sign 和 sign_type" },
  sign_type_dropped: { says: "签名时去掉了 sign_type，但请求里它要参加签名", change: "请求只去掉 sign，保留 sign_type" },
  cert_sn_kept: { says: "签名时保留了 alipay_cert_sn，应去掉", change: "拼接前去掉 sign、sign_type 和 alipay_cert_sn" },
  empty_values_kept: { says: "签名时把空值也算进去了", change: "空值不发送，也不参加签名" },
  signed_ciphertext: { says: "签名算的是密文，应该算解密后的明文", change: "先解密，再用明文拼接、验签" },
  signed_plaintext: { says: "签名算的是解密后的明文，应该算带引号的密文", change: "先用原样的密文（含两边引号）验签，再解密" },
  signed_before_encrypting: { says: "请求是先签名后加密的，顺序反了", change: "先加密 biz_content，再用密文拼接、签名" },
  signed_without_quotes: { says: "签名没有把密文两边的引号算进去", change: "取出的值要带上两边的引号" },
  reserialised: { says: "签名算的是重新生成的 JSON，不是收到的原文", change: "从收到的原文里按括号匹配截取，不要解析后再生成" },
  url_encoded_values: { says: "签名时用了 URL 编码后的值", change: "用原始值拼接签名，签好以后再编码" },
  decoded_twice: { says: "内容被解码了两次（交来的是已经解码的文本）", change: "只解码一次：用收到的原始请求体，框架解过就不要再解" },
  encoded_twice: { says: "内容被编码了两次", change: "发送前只编码一次" },
  plus_to_space: { says: "加号变成了空格（签名或密文里的 + 没有转义，或被多解码了一次）", change: "发送时 + 写成 %2B，接收时只解码一次" },
  html_escaped: { says: "内容被做了 HTML 转义（&lt; &amp; &quot;）", change: "验签要用原始值；关闭框架对请求参数的转义过滤" },
  gbk_bytes: { says: "字节是 GBK，应为 UTF-8", change: "请求带 charset=utf-8（老接口 _input_charset=utf-8），字符串按 UTF-8 取字节" },
  sign_wrapped: { says: "签名里混进了换行", change: "base64 写成一行" },
  line_break_added: { says: "notify_data 里混进了换行或空格", change: "用收到的原文，不要重新排版 XML" },
  no_signature: { says: "这条消息没有签名", change: "没有签名的内容一律不可信；网关级错误请看其中的错误码" },
  undecryptable: { says: "内容解密不了", change: "老接口：核对商户私钥与上传的公钥是否一对；当前接口：核对 AES 密钥" },
  not_a_message: { says: "认不出这是哪种支付宝消息", change: "给出完整的请求体、返回地址或接口应答原文" },
  refused_otherwise: { says: "签名有效，但内容不合要求", change: "看后面的原因：不是本店的应用、缺字段、金额或时间格式不对等" },
  nothing_fits: {
    says: "试过所有常见的错误，签名都对不上：内容被改过，或密钥不是这个商户的",
    change: "核对密钥与商户是否对应（正式/沙箱），并拿原始请求体再试",
  },
};

const en: Record<Cause, Sentences> = {
  own_public_key: {
    says: "The key configured as Alipay's is the shop's own public key",
    change: "Copy 支付宝公钥 from Alipay's console, not 应用公钥 or 商户公钥",
  },
  signed_with_own_key: {
    says: "The message was signed with the shop's own private key, not by Alipay",
    change: "Find out who sent it; sign test messages with the emulator's side of the contract",
  },
  other_key: {
    says: "The signature belongs to another key than the one for such a message",
    change: "Check whether the keys of the two protocols, or of MAPI and mobile payment, were swapped",
  },
  key_unreadable: { says: "A key cannot be read", change: "Copy it again, whole, from Alipay's console or the original file" },
  key_cut: {
    says: "Only a part of a key is left: its line breaks were lost and what followed was not read",
    change: "Write it on one line with \\n for line breaks, put it in quotes, or give the base64 alone",
  },
  key_mislabelled: {
    says: "A key's heading names another form than the key has: PKCS#8 and PKCS#1 are mixed up (the shop reads it, other software will not)",
    change: "Convert it: openssl pkey -in old.pem -out new.pem",
  },
  key_on_one_line: {
    says: "A key's line breaks are lost, it is all on one line (the shop reads it, other software may not)",
    change: "Break it after every 64 characters, or write \\n",
  },
  not_configured: { says: "The key that checks such a message is not configured", change: "Set the variables named" },
  stale_certificate: {
    says: "The certificate's serial is not that of the configured certificate: stale, or Alipay has changed to a new one",
    change: "Download the three certificate files again; the shop also fetches Alipay's new certificate with its next question",
  },
  wrong_algorithm: {
    says: "It is signed with the wrong algorithm",
    change: "The current protocol uses RSA2 (SHA-256) only; the token protocol MD5 or RSA (SHA-1)",
  },
  md5_key_glued: {
    says: "Something stands between the string and the MD5 key",
    change: "Put the key right behind the string, with nothing between",
  },
  md5_upper_case: { says: "The MD5 is written in capitals", change: "Write it in lower-case hex" },
  sorted_order: {
    says: "It was signed in sorted order, but this notice has a fixed order",
    change: "Join service, v, sec_id, notify_data in this fixed order",
  },
  order_as_sent: {
    says: "It was signed in the order in which it was sent",
    change: "Sort by name (the token protocol's notice alone has a fixed order)",
  },
  sign_type_kept: { says: "sign_type was kept in what is signed; this message drops it", change: "Leave out sign and sign_type" },
  sign_type_dropped: { says: "sign_type was dropped from what is signed; a request keeps it", change: "Leave out sign alone" },
  cert_sn_kept: { says: "alipay_cert_sn was kept in what is signed", change: "Leave out sign, sign_type and alipay_cert_sn" },
  empty_values_kept: { says: "Empty values were signed", change: "Neither send nor sign empty values" },
  signed_ciphertext: {
    says: "The signature is over the ciphertext, not over the decrypted text",
    change: "Decrypt first, then verify over the plain text",
  },
  signed_plaintext: {
    says: "The signature is over the decrypted text, not over the ciphertext with its quotes",
    change: "Verify the ciphertext with both its quotes first, then decrypt",
  },
  signed_before_encrypting: {
    says: "The request was signed before its contents were encrypted",
    change: "Encrypt biz_content first, then sign the ciphertext",
  },
  signed_without_quotes: { says: "The quotes around the ciphertext were not signed", change: "Sign the value with both its quotes" },
  reserialised: {
    says: "The signature is over JSON that was written anew, not over the text received",
    change: "Cut the value out of the received text by matching braces; do not parse and write it again",
  },
  url_encoded_values: { says: "URL-encoded values were signed", change: "Sign the raw values, encode afterwards" },
  decoded_twice: {
    says: "It was decoded twice: what was given is decoded already",
    change: "Decode once: take the raw body, or the framework's values as they are",
  },
  encoded_twice: { says: "It was encoded twice", change: "Encode once before sending" },
  plus_to_space: {
    says: "A plus became a space: + was not escaped, or was decoded once too often",
    change: "Send + as %2B, and decode once",
  },
  html_escaped: {
    says: "It was HTML-escaped (&lt; &amp; &quot;)",
    change: "Verify the raw value; switch off the framework's escaping of parameters",
  },
  gbk_bytes: {
    says: "The bytes are GBK, not UTF-8",
    change: "Send charset=utf-8 (_input_charset=utf-8 in the token protocol) and sign UTF-8 bytes",
  },
  sign_wrapped: { says: "The signature has line breaks in it", change: "Write base64 on one line" },
  line_break_added: {
    says: "notify_data has line breaks or blanks that were not signed",
    change: "Take the XML as it came; do not format it",
  },
  no_signature: {
    says: "The message has no signature",
    change: "Believe nothing that is unsigned; for an error of the gateway see its code",
  },
  undecryptable: {
    says: "The contents cannot be decrypted",
    change: "Token protocol: the private key must belong to the public key that was uploaded; current protocol: check the AES key",
  },
  not_a_message: {
    says: "This is no message of Alipay's that is known here",
    change: "Give the whole body, return address or answer, as it was captured",
  },
  refused_otherwise: {
    says: "The signature is genuine, but the shop does not take the message",
    change: "See the reason: another app, a field missing, an amount or a time that is none",
  },
  nothing_fits: {
    says: "None of the known mistakes makes the signature verify: the contents were changed, or the key is another merchant's",
    change: "Compare key and merchant (production or sandbox), and try with the raw body",
  },
};

const kindsZh: Record<MessageKind, string> = {
  "openapi.request": "发给支付宝的请求（当前接口）",
  "openapi.response": "支付宝的应答（当前接口）",
  "openapi.notify": "异步通知（当前接口）",
  "openapi.return": "同步返回（当前接口）",
  "wap.token_request": "授权令牌请求（老接口）",
  "wap.token_response": "授权令牌应答（老接口）",
  "wap.auth_request": "收银台地址（老接口）",
  "wap.notify": "异步通知（老接口）",
  "wap.return": "同步返回（老接口）",
  "mapi.request": "MAPI 请求",
  "mapi.answer": "MAPI 应答",
  "mapi.refund_notify": "批量退款通知",
  unknown: "认不出的内容",
};

/** What each finding means and what to change: in Chinese for the owner's pages, in English for the terminal. */
export const doctorText = { zh, en, kindsZh };
