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
  certificate_unreadable: {
    says: "有一个证书文件读不出来，或不完整",
    change:
      "从开放平台重新下载：ALIPAY_APP_CERT 放 appCertPublicKey_….crt，ALIPAY_CERT 放 alipayCertPublicKey_RSA2.crt，ALIPAY_ROOT_CERT 放 alipayRootCert.crt",
  },
  wrong_certificate: {
    says: "这个变量里放的是根证书，没有消息会用根证书来签",
    change: "ALIPAY_CERT 放 alipayCertPublicKey_RSA2.crt，根证书 alipayRootCert.crt 放进 ALIPAY_ROOT_CERT",
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
  md5_key_spelling: {
    says: "MD5 密钥多了引号、说明文字、看不见的字符，或写成了大写；去掉以后签名就对了",
    change: "ALIPAY_MD5_KEY 只放安全校验码本身：小写字母和数字，前后什么都不加",
  },
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
  decoded_twice: {
    says: "内容是解码过的：日志或框架里解码后的值，或被多解码了一次",
    change: "程序里只解码一次：用收到的原始请求体，框架解过就不要再解；只是从日志里贴来的，可以不管这一条",
  },
  encoded_twice: { says: "内容被编码了两次", change: "发送前只编码一次" },
  plus_to_space: { says: "加号变成了空格（签名或密文里的 + 没有转义，或被多解码了一次）", change: "发送时 + 写成 %2B，接收时只解码一次" },
  html_escaped: {
    says: "内容被当成 HTML 处理过（&lt; &amp; &quot;，或 &timestamp 变成 ×tamp、&notify 变成 ¬ify）",
    change: "验签要用原始值；关闭框架对请求参数的转义过滤；签好的字符串不要输出到网页里再复制",
  },
  gbk_bytes: { says: "字节是 GBK，应为 UTF-8", change: "请求带 charset=utf-8（老接口 _input_charset=utf-8），字符串按 UTF-8 取字节" },
  sign_wrapped: { says: "签名里混进了换行或空白", change: "base64 写成一行；读取时不要按 76 个字符折行" },
  sign_padding_lost: {
    says: "签名末尾的等号（base64 补位）丢了",
    change: '拆分参数时只在第一个等号处拆（不要 split("=")），base64 不要去掉补位',
  },
  sign_url_safe: { says: "签名用了 URL 安全的 base64 字母表（- 和 _）", change: "用标准 base64（+ 和 /），放进表单时再做 URL 编码" },
  sign_cut: { says: "签名不完整，被截断了", change: "存放签名的字段至少留 512 个字符；RSA2 的签名有 344 个字符" },
  sign_hex: { says: "签名写成了十六进制", change: "把签名的字节写成 base64" },
  sign_base64_twice: { says: "签名做了两次 base64", change: "只做一次 base64：签名函数可能已经返回 base64" },
  sign_spelling: { says: "签名不是规范的 base64（多了引号或多余的位）", change: "原样传送签名函数给出的 base64" },
  line_break_added: { says: "notify_data 里混进了换行或空格", change: "用收到的原文，不要重新排版 XML" },
  parameter_added: {
    says: "这个参数没有参加签名，去掉它签名就对得上：是路由、分享链接、统计代码、代理或服务商在途中加进来的（请求则是签名之后才加的）",
    change: "只用原始请求体（返回页用原始查询串）里的参数验签，不要用框架合并后的参数；请求的参数要全部加好再签名",
  },
  parameter_removed: {
    says: "有参数签过名，收到时却没有了，补回去签名就对得上",
    change: "原样保留全部参数（值为空的也要留着），不要按白名单过滤后再验签；请求签过名的参数都要发出去",
  },
  parameter_missing: {
    says: "缺少这种消息一定会有的参数，签名算的是带着它们的内容",
    change: "原样保留支付宝发来的全部参数，不要按白名单过滤后再验签",
  },
  names_rewritten: { says: "参数名被改写了（下划线变成驼峰，或前面多了 amp;）", change: "验签用支付宝原来的参数名" },
  value_trimmed: { says: "值首尾的空白被去掉了", change: "验签用原始值；全局的 trim 过滤（TrimStrings 之类）要跳过通知和返回地址" },
  blanks_collapsed: { says: "值里的空白被改过（几个并成一个，或换了种类）", change: "验签用原始值，不要合并或替换空白" },
  line_ends_changed: { says: "值里的换行被改过", change: "验签用原始值，不要转换换行" },
  unicode_normalised: { says: "值的 Unicode 形式被改过（NFC、NFD 等）", change: "验签用原始值，不要做 Unicode 规范化" },
  number_rewritten: { says: "数字被重新写过（例如 88.80 变成 88.8）", change: "金额等参数一律当作文本，不要转成数字再转回来" },
  time_rewritten: { says: "时间被重新写过（时区或格式）", change: "时间参数当作文本，不要解析后再输出" },
  slashes_added: { says: "值里的引号前多了或少了反斜杠", change: "验签用原始值；关闭 addslashes / magic quotes 之类的转义" },
  lookalikes: {
    says: "有字符被换成了相似的字符（全角符号、弯引号、省略号）",
    change: "验签用原始值；关闭替换字符的 XSS 过滤，复制时不要经过文字处理软件",
  },
  invisible_characters: { says: "内容里混进了看不见的字符（零宽空格、方向符号）", change: "从原始日志复制，不要经过聊天软件或网页" },
  case_changed: { says: "值的大小写被改过", change: "验签用原始值" },
  json_rewritten: { says: "值里的 JSON 被解析后重新生成过", change: "值当作文本原样传送；fund_bill_list、biz_content 不要先解析再输出" },
  characters_lost: {
    says: "有字符丢了（变成问号或 �），签名已经无法核对",
    change: "全程用 UTF-8 保存和传送：数据库用 utf8mb4，日志用 UTF-8",
  },
  values_not_logged: { says: "日志里只有值的类型，没有值本身", change: "记录原始请求体，或逐个参数取出第一个值再记录" },
  text_cut: { says: "内容在半途断了", change: "贴出完整的一条：日志有长度限制时，改为记录原始请求体" },
  uploaded_key: {
    says: "支付宝拼出的字符串没有不对的地方：上传到支付宝的应用公钥，与 ALIPAY_PRIVATE_KEY 不是一对",
    change:
      "到开放平台控制台的“开发设置 → 接口加签方式”，重新上传 ALIPAY_PRIVATE_KEY 对应的应用公钥（如上所列）；仍然不对就核对 APPID 与环境",
  },
  gateway_string_differs: {
    says: "支付宝拼出的字符串与签名时的不同",
    change: "按所列的参数改：签名与发送必须用同一份参数，签好之后不要再改",
  },
  code_own_key: {
    says: "支付宝不认请求的签名",
    change: "ALIPAY_PRIVATE_KEY 要与开放平台“接口加签方式”里上传的公钥是一对；用 explain 看请求本身或报错页面里的验签字符串",
  },
  code_identity: {
    says: "支付宝不认识这个应用或商户",
    change: "核对 ALIPAY_APP_ID（老接口 ALIPAY_PARTNER、ALIPAY_SELLER_ACCOUNT），以及 ALIPAY_GATEWAY_URL 是正式还是沙箱",
  },
  code_certificate: {
    says: "应用证书或支付宝根证书的序列号不对",
    change: "从开放平台重新下载三个证书文件，完整放进 ALIPAY_APP_CERT、ALIPAY_CERT、ALIPAY_ROOT_CERT",
  },
  code_permission: {
    says: "应用没有这个接口的权限，或签约没有生效",
    change: "到开放平台给应用开通手机网站支付并等签约生效；沙箱应用用沙箱网关",
  },
  code_authorization: { says: "第三方应用授权无效或已过期", change: "重新取得 app_auth_token；自己的应用不要发送这个参数" },
  code_encryption: {
    says: "接口内容加密的密钥不一致",
    change: "ALIPAY_AES_KEY 要与开放平台“接口内容加密方式”里的一致；没有开启就不要设置",
  },
  code_clock: { says: "请求的时间不对", change: "用 NTP 校准服务器时间；timestamp 是北京时间，格式 yyyy-MM-dd HH:mm:ss" },
  code_busy: { says: "支付宝繁忙或错误码不在文档里：结果未知", change: "先查询这笔交易，再用同样的参数重发；不要当作失败" },
  code_query: { says: "与交易的状态有关", change: "先查询这笔交易，按查到的状态处理" },
  code_new_attempt: { says: "这个商户订单号不能再支付", change: "换一个 out_trade_no 重新下单" },
  code_setup: {
    says: "请求被拒绝，什么也没有发生：配置、权限、余额或参数不对",
    change: "按错误码改正后用同样的单号重发；isv.missing-… 是缺这个参数，isv.invalid-… 是这个参数不对",
  },
  code_parameter: {
    says: "请求的参数或这笔业务不被允许，重发也不会成功",
    change: "核对 biz_content 的必填字段与写法（金额两位小数，时间 yyyy-MM-dd HH:mm:ss）",
  },
  code_buyer: { says: "买家的账户不能这样做", change: "请买家换一个账户或付款方式" },
  no_signature: { says: "这条消息没有签名", change: "没有签名的内容一律不可信；请求要带上 sign 参数再发" },
  undecryptable: { says: "内容解密不了", change: "老接口：核对商户私钥与上传的公钥是否一对；当前接口：核对 AES 密钥" },
  not_a_message: {
    says: "认不出这是哪种支付宝消息",
    change:
      "贴出完整的一条：原始请求体、返回地址、接口应答、报错页面的文字，或含有它的日志（JSON、print_r、字典、curl 命令、访问日志都可以）",
  },
  refused_otherwise: { says: "签名有效，但内容不合要求", change: "看后面的原因：不是本店的应用、缺字段、金额或时间格式不对等" },
  gateway_refuses: {
    says: "签名对得上，但网关不会接受这个请求",
    change: "看后面的错误码：参数的写法要与文档一致（例如 sign_type 只能是大写的 RSA2，charset 是 utf-8）",
  },
  contents_changed: {
    says: "签名确实出自所配置的密钥，但签的不是这些内容：内容在签名之后被改过，而且不是已知的改法",
    change: "逐个参数与原始请求体比较；密钥没有问题，不要动密钥",
  },
  foreign_key: {
    says: "签名不是所配置的任何一把密钥做的",
    change: "密钥不对：核对应用（APPID）、环境（正式/沙箱）与密钥是否属于同一个应用，支付宝后台换过密钥要重新复制到配置的变量里",
  },
  md5_differs: {
    says: "MD5 签名对不上。MD5 看不出是谁签的，密钥不对和内容被改过看起来一样；常见的改法都试过了，所以先怀疑密钥",
    change:
      "先核对 ALIPAY_MD5_KEY 是不是 ALIPAY_PARTNER 这个合作者身份的安全校验码（商家后台的“MD5 密钥”，换过就要重新复制）；密钥没有问题，再把没有解码过的原始请求体逐个参数比较",
  },
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
  certificate_unreadable: {
    says: "A certificate file cannot be read, or is not whole",
    change:
      "Download it again: appCertPublicKey_….crt for ALIPAY_APP_CERT, alipayCertPublicKey_RSA2.crt for ALIPAY_CERT, alipayRootCert.crt for ALIPAY_ROOT_CERT",
  },
  wrong_certificate: {
    says: "A root certificate stands here, with which no message is signed",
    change: "ALIPAY_CERT is alipayCertPublicKey_RSA2.crt; the root, alipayRootCert.crt, belongs into ALIPAY_ROOT_CERT",
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
  md5_key_spelling: {
    says: "The MD5 key has quotes, a label, something invisible or capitals about it; without them the signature verifies",
    change: "ALIPAY_MD5_KEY holds the security check code alone: small letters and digits, with nothing around them",
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
    says: "It was decoded twice, or is shown decoded, as in a log: what was given is decoded already",
    change: "Decode once: take the raw body, or the framework's values as they are; of what was only copied from a log, disregard this",
  },
  encoded_twice: { says: "It was encoded twice", change: "Encode once before sending" },
  plus_to_space: {
    says: "A plus became a space: + was not escaped, or was decoded once too often",
    change: "Send + as %2B, and decode once",
  },
  html_escaped: {
    says: "It was HTML-escaped or taken for HTML (&lt; &amp; &quot;, or &timestamp became ×tamp and &notify ¬ify)",
    change:
      "Verify the raw value; switch off the framework's escaping of parameters; do not print a signed string into a page and copy it from there",
  },
  gbk_bytes: {
    says: "The bytes are GBK, not UTF-8",
    change: "Send charset=utf-8 (_input_charset=utf-8 in the token protocol) and sign UTF-8 bytes",
  },
  sign_wrapped: {
    says: "The signature has line breaks or blanks in it",
    change: "Write base64 on one line, not wrapped after 64 or 76 characters",
  },
  sign_padding_lost: {
    says: "The = at the end of the signature (its base64 padding) is lost",
    change: 'Split a parameter at its first = only (not by split("=")), and keep the padding of base64',
  },
  sign_url_safe: {
    says: "The signature is in the URL-safe alphabet of base64 (- and _)",
    change: "Use the standard alphabet (+ and /), and URL-encode it where it goes into a form",
  },
  sign_cut: {
    says: "The signature is cut off",
    change: "Give the column that keeps it room for 512 characters; one of RSA2 has 344",
  },
  sign_hex: { says: "The signature is written in hex", change: "Write its bytes as base64" },
  sign_base64_twice: {
    says: "The signature went through base64 twice",
    change: "Encode it once: the signing function may give base64 already",
  },
  sign_spelling: {
    says: "The signature is not canonical base64: quotes around it, or bits too many at its end",
    change: "Pass on the base64 exactly as the signing function gave it",
  },
  line_break_added: {
    says: "notify_data has line breaks or blanks that were not signed",
    change: "Take the XML as it came; do not format it",
  },
  parameter_added: {
    says: "This parameter was not signed, and without it the signature verifies: a router, a share link, a counter, a proxy or an ISV added it on the way (to a request: it was added after signing)",
    change:
      "Verify the parameters of the raw body (of a return: the raw query) and not the framework's merged list; sign a request when all its parameters are there",
  },
  parameter_removed: {
    says: "A parameter was signed and is not there any more; with it the signature verifies",
    change: "Keep every parameter as it came, empty ones too, and verify before any whitelist; send all that was signed",
  },
  parameter_missing: {
    says: "Parameters are missing that such a message always has and signs",
    change: "Keep every parameter as it came, and verify before any whitelist",
  },
  names_rewritten: {
    says: "The parameters' names were rewritten (camelCase, or amp; in front)",
    change: "Verify under Alipay's own names",
  },
  value_trimmed: {
    says: "White space at the beginning or end of a value is lost",
    change: "Verify the raw value; exclude notices and returns from a global trim (TrimStrings and the like)",
  },
  blanks_collapsed: {
    says: "White space inside a value was changed: several made one, or another kind",
    change: "Verify the raw value; neither merge nor replace blanks",
  },
  line_ends_changed: { says: "Line ends inside a value were changed", change: "Verify the raw value; do not convert line ends" },
  unicode_normalised: {
    says: "A value was normalised to another form of Unicode (NFC, NFD and the like)",
    change: "Verify the raw value; do not normalise it",
  },
  number_rewritten: { says: "A number was written anew (88.80 became 88.8)", change: "Treat amounts as text; do not make numbers of them" },
  time_rewritten: {
    says: "A time was written anew, in another zone or form",
    change: "Treat times as text; do not parse and write them again",
  },
  slashes_added: {
    says: "Backslashes were put in front of quotes, or taken away",
    change: "Verify the raw value; switch off addslashes, magic quotes and the like",
  },
  lookalikes: {
    says: "Characters were replaced by others that look alike (full-width, curly quotes, an ellipsis)",
    change: "Verify the raw value; switch off filters that replace characters, and do not copy through a word processor",
  },
  invisible_characters: {
    says: "Invisible characters got into it (zero-width, direction marks)",
    change: "Copy from the log itself, not through a chat or a page",
  },
  case_changed: { says: "Capitals and small letters of a value were changed", change: "Verify the raw value" },
  json_rewritten: {
    says: "JSON inside a value was parsed and written again",
    change: "Pass the value on as text: neither fund_bill_list nor biz_content is parsed and written before verifying or signing",
  },
  characters_lost: {
    says: "Characters are lost (question marks or �), so that nothing can verify any more",
    change: "Use UTF-8 all the way: utf8mb4 in the database, UTF-8 in the log",
  },
  values_not_logged: {
    says: "The log shows what kind of values there were, and not the values",
    change: "Log the raw body, or the first value of each parameter",
  },
  text_cut: { says: "The text ends in the middle", change: "Paste one whole message: where the log limits its lines, log the raw body" },
  uploaded_key: {
    says: "Nothing is wrong with the string that Alipay put together: the public key that was uploaded does not belong to ALIPAY_PRIVATE_KEY",
    change:
      "In Alipay's console (开发设置 → 接口加签方式) upload the public key that belongs to ALIPAY_PRIVATE_KEY, as named; if it is that one, compare app (APPID) and environment",
  },
  gateway_string_differs: {
    says: "The string that Alipay put together is not the one that was signed",
    change: "Mend the parameter named: sign and send the very same parameters, and change none after signing",
  },
  code_own_key: {
    says: "Alipay does not take the request's signature",
    change:
      "ALIPAY_PRIVATE_KEY must belong to the public key uploaded in Alipay's console (接口加签方式); explain the request itself, or the error page with its string",
  },
  code_identity: {
    says: "Alipay does not know this app or partner",
    change:
      "Check ALIPAY_APP_ID (token protocol: ALIPAY_PARTNER, ALIPAY_SELLER_ACCOUNT), and in ALIPAY_GATEWAY_URL whether it is production or sandbox",
  },
  code_certificate: {
    says: "The serial of the app's certificate or of Alipay's root is not the one that Alipay has",
    change:
      "Download the three files again and give them whole: ALIPAY_APP_CERT (appCertPublicKey_….crt), ALIPAY_CERT (alipayCertPublicKey_RSA2.crt), ALIPAY_ROOT_CERT (alipayRootCert.crt)",
  },
  code_permission: {
    says: "The app may not call this method, or its contract is not in force",
    change: "Add 手机网站支付 to the app in Alipay's console and wait for the contract; a sandbox app uses the sandbox gateway",
  },
  code_authorization: {
    says: "The authorisation of a third party's app is not valid any more",
    change: "Get a new app_auth_token; an app of your own sends none",
  },
  code_encryption: {
    says: "The key that encrypts is not the one that Alipay has",
    change: "ALIPAY_AES_KEY is the one of Alipay's console (接口内容加密方式); leave it unset where that is off",
  },
  code_clock: { says: "The request's time is not right", change: "Set the clock by NTP; timestamp is Beijing time, yyyy-MM-dd HH:mm:ss" },
  code_busy: {
    says: "Alipay is busy, or the code is in no document: the outcome is unknown",
    change: "Query the trade, then send the identical request again; do not take it for a failure",
  },
  code_query: { says: "It depends on where the trade stands", change: "Query the trade and act on its status" },
  code_new_attempt: {
    says: "Nothing can be paid under this out_trade_no any more",
    change: "Place the order again under a new out_trade_no",
  },
  code_setup: {
    says: "The request was refused and nothing was done: configuration, permission, balance or a parameter",
    change:
      "Mend what the code names and send it again under the same numbers; isv.missing-… lacks that parameter, isv.invalid-… has it wrong",
  },
  code_parameter: {
    says: "A parameter, or what is asked for, is not allowed; repeating it does not help",
    change: "Check the fields of biz_content: amounts with two decimals, times yyyy-MM-dd HH:mm:ss",
  },
  code_buyer: { says: "The buyer's account cannot do this", change: "Ask the buyer to use another account or way to pay" },
  no_signature: {
    says: "The message has no signature",
    change: "Believe nothing that is unsigned; send a request with its sign",
  },
  undecryptable: {
    says: "The contents cannot be decrypted",
    change: "Token protocol: the private key must belong to the public key that was uploaded; current protocol: check the AES key",
  },
  not_a_message: {
    says: "This is no message of Alipay's that is known here",
    change:
      "Paste one whole message: a raw body, a return address, an answer, the text of an error page, or a log that holds it (JSON, print_r, a dict, a curl command, an access log)",
  },
  refused_otherwise: {
    says: "The signature is genuine, but the shop does not take the message",
    change: "See the reason: another app, a field missing, an amount or a time that is none",
  },
  gateway_refuses: {
    says: "The signature verifies, but the gateway refuses the request",
    change: "See the code: parameters are spelled as documented (sign_type is RSA2 in capitals, charset is utf-8)",
  },
  contents_changed: {
    says: "The signature was made with the configured key, but over other contents: they were changed after signing, in no way that is known",
    change: "Compare each parameter with the raw body; the key is right, so leave it as it is",
  },
  foreign_key: {
    says: "None of the configured keys made the signature",
    change:
      "Compare app (APPID), environment (production or sandbox) and key: all three belong to one app; copy the key again into its variable if it was changed in Alipay's console",
  },
  md5_differs: {
    says: "The MD5 signature does not fit. MD5 does not show who signed, so that another key and other contents look alike; every known change was tried, so suspect the key",
    change:
      "Compare ALIPAY_MD5_KEY with the security check code of this ALIPAY_PARTNER in Alipay's console, and copy it again if it was changed there; if the key is right, compare each parameter with the raw body",
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
  "openapi.error_page": "支付宝的报错页面（当前接口）",
  unknown: "认不出的内容",
};

/** What each finding means and what to change: in Chinese for the owner's pages, in English for the terminal. */
export const doctorText = { zh, en, kindsZh };
