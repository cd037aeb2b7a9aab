/** What was found, by a stable name; its sentences are in text.ts. */
export type Cause =
  // Keys and configuration.
  | "own_public_key"
  | "signed_with_own_key"
  | "other_key"
  | "key_unreadable"
  | "key_cut"
  | "certificate_unreadable"
  | "wrong_certificate"
  | "key_mislabelled"
  | "key_on_one_line"
  | "not_configured"
  | "stale_certificate"
  // The algorithm.
  | "wrong_algorithm"
  | "md5_key_glued"
  | "md5_key_spelling"
  | "md5_upper_case"
  // What was signed.
  | "sorted_order"
  | "order_as_sent"
  | "sign_type_kept"
  | "sign_type_dropped"
  | "cert_sn_kept"
  | "empty_values_kept"
  | "signed_ciphertext"
  | "signed_plaintext"
  | "signed_before_encrypting"
  | "signed_without_quotes"
  | "reserialised"
  | "url_encoded_values"
  // What happened to the message on its way.
  | "decoded_twice"
  | "encoded_twice"
  | "plus_to_space"
  | "html_escaped"
  | "gbk_bytes"
  | "sign_wrapped"
  | "sign_padding_lost"
  | "sign_url_safe"
  | "sign_cut"
  | "sign_hex"
  | "sign_base64_twice"
  | "sign_spelling"
  | "line_break_added"
  | "parameter_added"
  | "parameter_removed"
  | "parameter_missing"
  | "names_rewritten"
  | "value_trimmed"
  | "blanks_collapsed"
  | "line_ends_changed"
  | "unicode_normalised"
  | "number_rewritten"
  | "time_rewritten"
  | "slashes_added"
  | "lookalikes"
  | "invisible_characters"
  | "case_changed"
  | "json_rewritten"
  | "characters_lost"
  // How it was logged.
  | "values_not_logged"
  | "text_cut"
  // What Alipay says about a request.
  | "uploaded_key"
  | "gateway_string_differs"
  | "code_own_key"
  | "code_identity"
  | "code_certificate"
  | "code_permission"
  | "code_authorization"
  | "code_encryption"
  | "code_clock"
  | "code_busy"
  | "code_query"
  | "code_new_attempt"
  | "code_setup"
  | "code_parameter"
  | "code_buyer"
  // None of the above.
  | "no_signature"
  | "undecryptable"
  | "not_a_message"
  | "refused_otherwise"
  | "gateway_refuses"
  | "contents_changed"
  | "foreign_key"
  | "md5_differs"
  | "nothing_fits";

/** `about` names the thing that it is about (a variable, a field, a refusal's words); never a secret. */
export type Finding = { cause: Cause; about?: string };

export type MessageKind =
  | "openapi.request"
  | "openapi.response"
  | "openapi.notify"
  | "openapi.return"
  | "wap.token_request"
  | "wap.token_response"
  | "wap.auth_request"
  | "wap.notify"
  | "wap.return"
  | "mapi.request"
  | "mapi.answer"
  | "mapi.refund_notify"
  | "openapi.error_page"
  | "unknown";

export type Explanation = {
  /** The shop takes this message: its signature verifies, and it is what it should be. */
  ok: boolean;
  kind: MessageKind;
  /** Why it does not verify, the most likely cause first; empty when it does. */
  causes: Finding[];
  /** Oddities that do this message no harm. */
  notes: Finding[];
  /** The string that is signed: as it verifies where it does, otherwise as it should be. Personal values are masked. */
  signedString: string | null;
  /** SHA-256 in hex and length in bytes of the string before masking, to compare with one's own. */
  fingerprint: { sha256: string; bytes: number } | null;
};
