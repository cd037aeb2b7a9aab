// Drives smartwalle/alipay: one command a line on standard input, one answer a line on standard output, as JSON.
//
//	go run . settings.json
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"os"
	"runtime"

	"github.com/smartwalle/alipay/v3"
)

type settings struct {
	Mode, Gateway, Version, AppId, AppPrivateKey, AlipayPublicKey, AppCert, AlipayCert, RootCert string
}

type command struct {
	Do        string
	Method    string
	Biz       map[string]interface{}
	NotifyURL string `json:"notify_url"`
	ReturnURL string `json:"return_url"`
	Params    map[string]string
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func payload(c command) *alipay.Payload {
	p := alipay.NewPayload(c.Method)
	for name, value := range c.Biz {
		p.AddBizField(name, value)
	}
	if c.NotifyURL != "" {
		p.AddParam("notify_url", c.NotifyURL)
	}
	if c.ReturnURL != "" {
		p.AddParam("return_url", c.ReturnURL)
	}
	return p
}

func main() {
	var s settings
	text, err := os.ReadFile(os.Args[1])
	must(err)
	must(json.Unmarshal(text, &s))
	client, err := alipay.New(s.AppId, s.AppPrivateKey, false, alipay.WithSandboxGateway(s.Gateway))
	must(err)
	if s.Mode == "certificate" {
		must(client.LoadAppCertPublicKey(s.AppCert))
		must(client.LoadAlipayCertPublicKey(s.AlipayCert))
		must(client.LoadAliPayRootCert(s.RootCert))
	} else {
		must(client.LoadAliPayPublicKey(s.AlipayPublicKey))
	}
	out := json.NewEncoder(os.Stdout)
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var c command
		must(json.Unmarshal(in.Bytes(), &c))
		must(out.Encode(answer(client, s, c)))
	}
}

func answer(client *alipay.Client, s settings, c command) map[string]interface{} {
	switch c.Do {
	case "version":
		return map[string]interface{}{"client": "smartwalle/alipay " + s.Version, "runtime": runtime.Version()}
	case "page":
		address, err := client.BuildURL(payload(c))
		must(err)
		return map[string]interface{}{"url": address.String()}
	case "ask":
		var got map[string]interface{}
		err := client.Request(context.Background(), payload(c), &got)
		var refused *alipay.Error
		if errors.As(err, &refused) {
			return map[string]interface{}{"text": refused.Error(), "verified": nil}
		}
		return map[string]interface{}{"fields": got, "verified": err == nil}
	default:
		values := url.Values{}
		for name, value := range c.Params {
			values.Set(name, value)
		}
		return map[string]interface{}{"genuine": client.VerifySign(context.Background(), values) == nil}
	}
}
