# Drives the gem `alipay` (chloerei/alipay): one command a line on standard input, one answer a line on standard output, as JSON.
#   ruby -I <the gem's lib> emulator/clients/drive.rb settings.json
require "json"
require "alipay"

SETTINGS = JSON.parse(File.read(ARGV.fetch(0)))
OPTIONS = { url: SETTINGS["gateway"], app_id: SETTINGS["appId"], app_private_key: SETTINGS["appPrivateKey"], alipay_public_key: SETTINGS["alipayPublicKey"] }
if SETTINGS["mode"] == "certificate"
  OPTIONS[:app_cert_sn] = Alipay::Utils.get_cert_sn(SETTINGS["appCert"])
  OPTIONS[:alipay_root_cert_sn] = Alipay::Utils.get_root_cert_sn(SETTINGS["rootCert"])
  OPTIONS[:alipay_public_key] = OpenSSL::X509::Certificate.new(SETTINGS["alipayCert"]).public_key.to_pem
end
CLIENT = Alipay::Client.new(OPTIONS)

$stdout.sync = true
$stdin.each_line do |line|
  command = JSON.parse(line)
  params = command.slice("method", "notify_url", "return_url").merge("biz_content" => JSON.generate(command["biz"] || {}))
  answer =
    case command["do"]
    when "version" then { "client" => "gem alipay #{Alipay::VERSION}", "runtime" => "Ruby #{RUBY_VERSION}" }
    when "page" then { "url" => CLIENT.page_execute_url(params) }
    # This client verifies no answers.
    when "ask" then { "text" => CLIENT.execute(params).force_encoding("UTF-8"), "verified" => nil }
    when "verify" then { "genuine" => CLIENT.verify?(command["params"]) }
    end
  puts JSON.generate(answer)
end
