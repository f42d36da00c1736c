package main

import (
	"fmt"
	"math"
	"os"
	"strconv"
)

func element(i, j int) float64 {
	return 1 / float64((i+j)*(i+j+1)/2+i+1)
}

func multiply(in, out []float64) {
	for i := range out {
		sum := 0.0
		for j, value := range in {
			sum += element(i, j) * value
		}
		out[i] = sum
	}
}

func multiplyTransposed(in, out []float64) {
	for i := range out {
		sum := 0.0
		for j, value := range in {
			sum += element(j, i) * value
		}
		out[i] = sum
	}
}

func main() {
	if len(os.Args) < 2 {
		os.Exit(1)
	}
	n, err := strconv.Atoi(os.Args[1])
	if err != nil || n < 1 {
		os.Exit(1)
	}
	u, v, between := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range u {
		u[i] = 1
	}
	for step := 0; step < 10; step++ {
		multiply(u, between)
		multiplyTransposed(between, v)
		multiply(v, between)
		multiplyTransposed(between, u)
	}
	uv, vv := 0.0, 0.0
	for i := range u {
		uv += u[i] * v[i]
		vv += v[i] * v[i]
	}
	fmt.Printf("%.9f\n", math.Sqrt(uv/vv))
}
