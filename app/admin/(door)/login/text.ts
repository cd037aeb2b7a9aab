export const text = {
  title: "店主登录",
  login: "账号",
  password: "密码",
  submit: "登录",
  done: "密码已修改，请用新密码登录",
};
